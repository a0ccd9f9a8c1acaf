import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DirectoryAdmin } from '../../src/main/directory/admins.ts'
import { sql } from '../../src/main/store/sql.ts'
import { openRealDirectory, type RealDirectory } from './real-directory.ts'

let real: RealDirectory
let admin: DirectoryAdmin
beforeAll(() => {
  real = openRealDirectory()
  admin = real.directory.admins.byUserID('1000000001') ?? expect.fail()
})
afterAll(() => {
  real.close()
})

test('a token opens for its admin until its time is over', () => {
  const { tokens } = real.directory
  const { token, expiresAt } = tokens.issueToAdmin(admin, 5_000)
  expect(token.reveal()).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(expiresAt).toBe(new Date(real.clock.now() + 5_000).toISOString())
  expect(tokens.holderOf(token.reveal())).toEqual({ kind: 'admin', userID: admin.userID })
  real.clock.advance(4_999)
  expect(tokens.holderOf(token.reveal()).kind).toBe('admin')
  real.clock.advance(1)
  expect(tokens.holderOf(token.reveal())).toEqual({ kind: 'expired' })
})

test('of a token its keyed hash alone is kept', () => {
  const { token } = real.directory.tokens.issueToAdmin(admin, 5_000)
  const rows = real.store.all(sql.selectFrom('directory_tokens').selectAll())
  expect(JSON.stringify(rows)).not.toContain(token.reveal())
  expect(rows.every(({ token_mac }) => token_mac.length === 32)).toBe(true)
})

test('a revoked token is unknown, and revoking twice or a stranger does nothing', () => {
  const { tokens } = real.directory
  const { token } = tokens.issueToAdmin(admin, 5_000)
  const other = tokens.issueToAdmin(admin, 5_000)
  tokens.revoke(token)
  tokens.revoke(token)
  expect(tokens.holderOf(token.reveal())).toEqual({ kind: 'unknown' })
  expect(tokens.holderOf(other.token.reveal()).kind).toBe('admin')
})

test('issuing is audited in the name of who asked, and the event holds no token', () => {
  const { token, expiresAt } = real.directory.tokens.issueToAdmin(admin, 5_000, 'ann')
  const event = real.store.get(
    sql.selectFrom('audit_event_fields').selectAll().orderBy('seq', 'desc').limit(1),
  )
  expect(event).toMatchObject({
    action: 'directory.token-issued',
    actor: 'ann',
    target: 'chatAdmin',
    result: 'done',
  })
  expect(JSON.parse(event?.detail ?? '')).toEqual({ userID: admin.userID, expiresAt })
  expect(JSON.stringify(event)).not.toContain(token.reveal())
})

test('no other text opens anything, and none of it breaks the look-up', () => {
  const { tokens } = real.directory
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.base64String({ minLength: 43, maxLength: 44 })),
      (text) => {
        const shaped = /^[A-Za-z0-9_-]{43}$/.test(text)
        expect(tokens.holderOf(text)).toEqual({ kind: shaped ? 'unknown' : 'malformed' })
      },
    ),
  )
})
