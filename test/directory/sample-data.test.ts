import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSampleData } from '../../src/main/directory/sample-data.ts'
import { applicationFields } from '../../src/main/store/audit/guarded-fields.ts'
import { directoryUserRows } from '../../src/main/store/built-in/directory-users.ts'
import { sql } from '../../src/main/store/sql.ts'
import { Problem } from '../../src/shared/model/problems.ts'
import { openRealDirectory, type RealDirectory } from './real-directory.ts'

let real: RealDirectory
beforeEach(() => {
  real = openRealDirectory({ sample: false })
})
afterEach(() => {
  real.close()
})

const rows = () => ({
  applications: real.store.all(sql.selectFrom('directory_applications').selectAll().orderBy('appid')),
  admins: real.store.all(sql.selectFrom('directory_admins').selectAll().orderBy('user_id')),
  users: real.store.all(sql.selectFrom('directory_users').selectAll().orderBy('num')),
})
const refusal = (work: () => unknown): unknown => {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof Problem ? [error.code, error.data] : error
  }
}

test('an empty directory says so', () => {
  expect(real.directory.summary()).toEqual({
    applications: 0,
    admins: 0,
    users: 0,
    empty: true,
    sample: false,
  })
})

test('the sample is three admins, two applications and six users', () => {
  const loaded = real.directory.sample.load('ann')
  expect(real.directory.summary()).toEqual({
    applications: 2,
    admins: 3,
    users: 6,
    empty: false,
    sample: true,
  })
  expect(loaded.map(({ userID, account, password }) => [userID, account, password.reveal()])).toEqual([
    ['1000000001', 'chatAdmin', 'OpenIM@123'],
    ['1000000002', 'opsAdmin', 'OpenIM@123'],
    ['1000000003', 'nightAdmin', 'OpenIM@123'],
  ])
  expect(real.directory.admins.byUserID('1000000003')?.passwordChangedAt).toBe('2025-04-27T12:00:00.000Z')
  expect(rows().applications.map(({ token_validation }) => token_validation)).toEqual([0, 1])
  expect(new Set(rows().users.map(({ phone }) => phone)).size).toBe(6)
})

test('an application carries a MAC over its fields and the event that made it', () => {
  real.directory.sample.load('ann')
  for (const { mac, ...row } of rows().applications) {
    expect(row.changed_seq).toBe(1)
    expect(mac.equals(real.parts.rowMac('directory_applications', applicationFields(row)))).toBe(true)
  }
  expect(real.actions()).toEqual(['directory.sample-loaded'])
})

test('no password, signature or key of the sample stands in the rows', () => {
  real.directory.sample.load('ann')
  const stored = Buffer.concat(
    Object.values(rows())
      .flat()
      .flatMap((row) => Object.values(row))
      .map((value) => Buffer.from(Buffer.isBuffer(value) ? value : String(value))),
  )
  for (const secret of ['OpenIM@123', 'OldPass456', 'Courier123', 'sig-1001'])
    expect(stored.includes(secret)).toBe(false)
})

describe('the sample is refused', () => {
  test('where anybody is in the directory, and nothing is written', () => {
    real.directory.sample.load('ann')
    const before = [rows(), real.actions()]
    expect(refusal(() => real.directory.sample.load('ann'))).toEqual(['SAMPLE_REFUSED', { why: 'not-empty' }])
    expect([rows(), real.actions()]).toEqual(before)
  })

  test('for removal where there is none', () => {
    expect(
      refusal(() => {
        real.directory.sample.remove('ann')
      }),
    ).toEqual(['SAMPLE_REFUSED', { why: 'not-sample' }])
    expect(real.actions()).toEqual([])
  })
})

test('a load that fails half-way leaves nothing behind', () => {
  const failing = openRealDirectory({ sample: false })
  try {
    failing.parts.seal = () => {
      throw new Error('no key')
    }
    expect(() => openWith(failing).load('ann')).toThrow('no key')
    expect(failing.directory.summary().empty).toBe(true)
    expect(failing.actions()).toEqual([])
  } finally {
    failing.close()
  }
})

test('removal takes all of it in one step, with the tokens, and leaves who came otherwise', () => {
  real.directory.sample.load('ann')
  const admin = real.directory.admins.byUserID('1000000001') ?? expect.fail()
  real.directory.tokens.issueToAdmin(admin, 1000)
  const own = { ...rows().users[0], num: undefined, account: '100', phone: '100', sample: 0 }
  directoryUserRows(real.store).insert(own as never)
  real.directory.sample.remove('ann')
  expect(real.directory.summary()).toMatchObject({ applications: 1, admins: 0, users: 1 })
  expect(real.state().tokens).toEqual([])
  expect(real.actions().at(-1)).toBe('directory.sample-removed')
})

test('removal names each application that went, and not the one that stayed', () => {
  real.directory.sample.load('ann')
  const [user] = rows().users
  directoryUserRows(real.store).insert({ ...user, num: undefined, account: '100', sample: 0 } as never)
  real.directory.sample.remove('ann')
  const [stayed] = rows().applications
  const named = real.store.all(
    sql.selectFrom('audit_event_fields').select('target').where('action', '=', 'application.removed'),
  )
  expect(named.map(({ target }) => target)).toEqual(
    ['app-1001', 'app-1002'].filter((appid) => appid !== stayed?.appid),
  )
  expect(real.directory.applications.byAppid(stayed?.appid ?? '')).not.toBeNull()
})

test('an application that is put back after the removal is refused, and one of a sample loaded anew is not', () => {
  real.directory.sample.load('ann')
  const gone = rows().applications
  for (const { appid } of gone) expect(real.directory.applications.byAppid(appid)).not.toBeNull()
  real.directory.sample.remove('ann')
  for (const row of gone) real.store.run(sql.insertInto('directory_applications').values(row))
  for (const { appid } of gone) {
    expect(refusal(() => real.directory.applications.byAppid(appid))).toMatchObject([
      'SEALED_VALUE_DAMAGED',
      {},
    ])
  }
  real.store.run(sql.deleteFrom('directory_applications'))
  real.directory.sample.load('ann')
  for (const { appid } of gone) expect(real.directory.applications.byAppid(appid)).not.toBeNull()
})

test('after removal the sample can be loaded anew', () => {
  real.directory.sample.load('ann')
  real.directory.sample.remove('ann')
  expect(rows()).toEqual({ applications: [], admins: [], users: [] })
  expect(real.directory.summary()).toMatchObject({ empty: true, sample: false })
  expect(real.directory.sample.load('ann')).toHaveLength(3)
})

function openWith({ parts }: RealDirectory) {
  return createSampleData({
    ...parts,
    summary: () => ({ empty: true, sample: false }),
    onRemoved: () => undefined,
  })
}
