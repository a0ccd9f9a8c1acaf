import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { answerJson, startMisbehavingBackend } from '../changes/misbehaving-backend.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

const standingOf = (id: string) => at.desk.backends.standing().find(({ backendId }) => backendId === id)

it('tells the last exchange of each backend alone, and which go unencrypted', async () => {
  const remote = await startMisbehavingBackend(answerJson({}))
  onTestFinished(() => remote.close())
  const entry = { url: remote.url, environment: 'staging', callingAdmin: 'imAdmin' } as const
  const { id } = at.desk.backends.add(at.ada, { ...entry, name: 'tested' })
  const { id: other } = at.desk.backends.add(at.ada, { ...entry, name: 'never asked' })
  const { id: inClear } = at.desk.backends.add(at.ada, {
    name: 'in clear',
    url: 'http://im.example.com',
    environment: 'production',
    consent: 'in clear',
  })
  at.desk.backends.setSecret(at.ada, { backendId: id, kind: 'calling-password', secret: 'OpenIM@123' })
  await at.desk.backends.test(at.ada, id)
  at.desk.backends.edit(at.ada, { backendId: id, name: 'tested and renamed' })
  await at.desk.backends.test(at.ada, id)
  const newest = at.desk.exchanges.list({ backendId: id, limit: 1 }).rows[0]?.id
  expect(standingOf(id)).toMatchObject({
    last: { id: newest, status: 'succeeded', reason: null },
    unencrypted: false,
    elsewhere: [],
  })
  expect(standingOf(other)?.last).toBeNull()
  expect(standingOf(inClear)).toMatchObject({ last: null, unencrypted: true })
})

it('says nothing of a backend that was edited from outside, whose settings cannot be believed', () => {
  const { id } = at.desk.backends.add(at.ada, {
    name: 'forged later',
    url: 'https://im.example.com',
    environment: 'production',
  })
  expect(standingOf(id)).toBeDefined()
  const store = new Database(at.storePath)
  store.prepare('UPDATE backends SET url = ? WHERE id = ?').run('https://elsewhere.example', id)
  store.close()
  expect(standingOf(id)).toBeUndefined()
})
