import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../src/main/store/sql.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { openRealDirectory, type RealDirectory } from './real-directory.ts'

let real: RealDirectory
beforeEach(() => {
  real = openRealDirectory()
})
afterEach(() => {
  real.close()
})

const root = '1000000001'
const imported = new Secret('OpenIM@123')
const kept = (userID: string) =>
  real.store.get(
    sql
      .selectFrom('directory_admins')
      .select(['password_hash', 'sealed_password', 'password_changed_at'])
      .where('user_id', '=', userID),
  )
const change = (current: string, next: string, userID = root) =>
  real.directory.admins.changePassword({
    userID,
    current: new Secret(current),
    next: new Secret(next),
    callerUserID: '1000000002',
  })

test('an admin is found by userID and by account, and by neither in place of the other', () => {
  const { admins } = real.directory
  const admin = { userID: root, account: 'chatAdmin', nickname: 'Root', level: 100 }
  expect(admins.byUserID(root)).toMatchObject(admin)
  expect(admins.byAccount('chatAdmin')).toMatchObject(admin)
  expect(admins.byUserID('chatAdmin')).toBeNull()
  expect(admins.byAccount(root)).toBeNull()
  expect(admins.byAccount('CHATADMIN')).toBeNull()
})

describe('an imported plain password', () => {
  test('is kept sealed, never plain', () => {
    const row = kept(root)
    expect(row?.password_hash).toBeNull()
    expect(row?.sealed_password?.includes(Buffer.from(imported.reveal()))).toBe(false)
  })

  test('becomes a hash at its first use, right or wrong, and opens as before', async () => {
    const { admins } = real.directory
    const admin = admins.byUserID(root)
    expect(await admins.verifyPassword(admin, new Secret('wrong'))).toBe(false)
    expect(kept(root)?.password_hash).toMatch(/^\$2[aby]\$/)
    expect(kept(root)?.sealed_password).toBeNull()
    expect(await admins.verifyPassword(admin, imported)).toBe(true)
  })

  test('becomes one hash where many use it at once for the first time', async () => {
    const { admins } = real.directory
    const uses = Array.from({ length: 6 }, () => admins.verifyPassword(admins.byUserID(root), imported))
    expect(await Promise.all(uses)).toEqual(Array(6).fill(true))
    expect(await admins.verifyPassword(admins.byUserID(root), imported)).toBe(true)
  })
})

test('nobody has a password', async () => {
  expect(await real.directory.admins.verifyPassword(null, imported)).toBe(false)
})

describe('a change', () => {
  test('keeps a new hash, the time, and an event that names who did it to whom', async () => {
    real.clock.advance(1000)
    expect(await change('OpenIM@123', 'OpenIM@456')).toBe('changed')
    expect(kept(root)?.password_changed_at).toBe('2026-06-01T12:00:01.000Z')
    expect(
      real.store.all(
        sql
          .selectFrom('audit_event_fields')
          .select(['action', 'actor', 'target', 'detail'])
          .orderBy('seq', 'desc')
          .limit(1),
      ),
    ).toEqual([
      {
        action: 'directory.admin-password-changed',
        actor: 'admin:opsAdmin',
        target: 'chatAdmin',
        detail: '{"userID":"1000000001"}',
      },
    ])
  })

  test('of nobody, or with the wrong password, changes nothing', async () => {
    await change('wrong', 'OpenIM@456')
    const before = real.state()
    expect(await change('wrong', 'OpenIM@456')).toBe('password-wrong')
    expect(await change('OpenIM@123', 'OpenIM@456', 'nobody')).toBe('admin-unknown')
    expect(real.state()).toEqual(before)
  })

  test('is made once of ten at once with the same current password', async () => {
    const before = real.state().events
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, at) => change('OpenIM@123', `Next@${String(at)}`)),
    )
    expect(results.filter((result) => result === 'changed')).toHaveLength(1)
    expect(results.filter((result) => result === 'password-wrong')).toHaveLength(9)
    expect(real.state().events).toBe(before + 1)
  })

  test('to the same new password is made once as well', async () => {
    const results = await Promise.all([change('OpenIM@123', 'Same@1'), change('OpenIM@123', 'Same@1')])
    expect(results.toSorted()).toEqual(['changed', 'password-wrong'])
  })

  test('whose event cannot be written is not made', async () => {
    const failing = openRealDirectory({
      appendEvent: (append) => (entry) => {
        if (entry.action === 'directory.admin-password-changed') throw new Error('disk full')
        return append(entry)
      },
    })
    try {
      const { admins } = failing.directory
      await admins.verifyPassword(admins.byUserID(root), imported)
      const before = failing.state()
      const request = { userID: root, current: imported, next: new Secret('OpenIM@456'), callerUserID: root }
      await expect(admins.changePassword(request)).rejects.toThrow('disk full')
      expect(failing.state()).toEqual(before)
    } finally {
      failing.close()
    }
  })
})
