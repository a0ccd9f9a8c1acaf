import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answerJson,
  startMisbehavingBackend,
  type MisbehavingBackend,
} from '../desk/changes/misbehaving-backend.ts'
import { accountIdOf, administrator, startTestDesk, type TestDesk } from '../support/test-desk.ts'
import { latchkey, type Ended } from './latchkey.ts'

const oldPassword = 'Far-Away-Pass-5'
const newPassword = 'Quiet-harbour_7-long'
const env = { LATCHKEY_OPERATOR: administrator.name, LATCHKEY_PASSWORD: administrator.password }
const done = { errCode: 0, errMsg: '', errDlt: '', data: { adminToken: 'a-token', adminUserID: '7' } }
const wrong = { errCode: 20001, errMsg: 'PasswordError', errDlt: '' }

let at: TestDesk
let backend: MisbehavingBackend
let inForce = oldPassword
const changes: Record<string, string> = {}

/** Leaves an unknown change behind for each admin, and no desk that holds the store. */
beforeAll(async () => {
  at = await startTestDesk()
  backend = await startMisbehavingBackend(
    (socket) => socket.destroy(),
    (socket, body) => {
      const { password } = JSON.parse(body) as { password: string }
      answerJson(password === inForce ? done : wrong)(socket, body)
    },
  )
  const far = { name: 'Far', url: backend.url, environment: 'staging', passwordEncoding: 'plain' } as const
  const { id: backendId } = at.desk.backends.add(at.ada, far)
  for (const userID of ['71', '72', '73']) {
    const admin = { userID, account: `far${userID}`, nickname: '', currentPassword: oldPassword }
    at.desk.admins.add(at.ada, { backendId, ...admin })
    const { changeId, state } = await at.desk.admins.change(at.ada, {
      accountId: accountIdOf(at.desk, userID),
      current: { from: 'vault' },
      next: { from: 'typed', password: newPassword },
      confirmation: admin.account,
    })
    expect(state).toBe('unknown')
    changes[userID] = changeId ?? ''
  }
  await at.desk.close()
})
afterAll(async () => {
  await backend.close()
  await at.end()
})

/** Lets the settle time of every change pass, as two minutes would. */
function letSettle(): void {
  const db = new Database(at.storePath)
  db.prepare(`UPDATE changes SET settles_at = '2026-01-01T00:00:00.000Z'`).run()
  db.close()
}

async function resolve(
  userID: string,
  ...more: string[]
): Promise<Ended & { view: Record<string, unknown> }> {
  const change = changes[userID] ?? userID
  const ended = await latchkey(['resolve', '--store', at.storePath, '--change', change, ...more], { env })
  const view = ended.out[0] === undefined ? {} : (JSON.parse(ended.out[0]) as Record<string, unknown>)
  expect(JSON.stringify(ended)).not.toContain(newPassword)
  expect(JSON.stringify(ended)).not.toContain(oldPassword)
  return { ...ended, view }
}

describe('resolve', () => {
  test('before the settle time says until when, decides nothing and signs in nowhere: exit 3', async () => {
    const before = { ...backend.seen }
    const ended = await resolve('71', '--applied')
    expect(ended).toMatchObject({ code: 3, view: { state: 'unknown', probes: [] } })
    expect(ended.err.join()).toContain('nothing is concluded before')
    expect(backend.seen).toEqual(before)
  }, 60_000)

  test('finds the new password in force: exit 0, and again without another sign-in', async () => {
    letSettle()
    inForce = newPassword
    const ended = await resolve('71')
    expect(ended).toMatchObject({
      code: 0,
      view: { state: 'verified', probes: [{ kind: 'new', result: 'accepted' }] },
    })
    const before = { ...backend.seen }
    const again = await resolve('71')
    expect(again).toMatchObject({ code: 0, view: { state: 'verified' } })
    expect(backend.seen).toEqual(before)
  }, 60_000)

  test('finds the old password in force: exit 1', async () => {
    inForce = oldPassword
    const ended = await resolve('72')
    expect(ended).toMatchObject({ code: 1, view: { state: 'not-applied', settledBy: null } })
  }, 60_000)

  test('finds neither: exit 3, until the operator decides', async () => {
    inForce = 'of somebody else'
    expect(await resolve('73')).toMatchObject({ code: 3, view: { state: 'needs-operator', probesLeft: 1 } })
    const decided = await resolve('73', '--not-applied')
    expect(decided).toMatchObject({ code: 1, view: { state: 'not-applied', settledBy: 'ada' } })
  }, 60_000)

  test('knows no such change, and takes one decision at most: exit 2', async () => {
    expect(await resolve('no-such-change')).toMatchObject({ code: 2, out: [] })
    expect(await resolve('71', '--applied', '--not-applied')).toMatchObject({ code: 2, out: [] })
    expect(await latchkey(['resolve', '--store', at.storePath], { env })).toMatchObject({ code: 2 })
  }, 60_000)
})
