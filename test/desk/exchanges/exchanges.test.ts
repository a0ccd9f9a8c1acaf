import { randomBytes } from 'node:crypto'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { asCanary, findCanaries, makeCanary, type Canary } from '../../support/canary.ts'
import { accountIdOf, startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import {
  answerJson,
  answerText,
  startMisbehavingBackend,
  type Misbehaviour,
} from '../changes/misbehaving-backend.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

const exchanges = (filter: object = {}) => at.desk.exchanges.list({ limit: 50, ...filter }).rows
const newest = () => {
  const [row] = exchanges()
  return at.desk.exchanges.get(row?.id ?? 0)
}
const failed = { errCode: 500, errMsg: 'ServerInternalError', errDlt: 'password error', data: {} }
const wrong = { errCode: 20001, errMsg: 'ErrPassword', errDlt: '' }
const signedIn = (token = 'token-of-the-admin') =>
  answerJson({ errCode: 0, errMsg: '', errDlt: '', data: { adminToken: token, adminUserID: '7' } })

interface Remote {
  backendId: string
  accountId: string
  seen: Record<string, number>
}

let made = 0
/** Enters a backend of openim that misbehaves as told, with one admin in it. */
async function enter(onChange: Misbehaviour, onLogin = signedIn(), over: object = {}): Promise<Remote> {
  const backend = await startMisbehavingBackend(onChange, onLogin)
  onTestFinished(() => backend.close())
  const { id: backendId } = at.desk.backends.add(at.ada, {
    name: `remote ${String(++made)}`,
    url: backend.url,
    environment: 'staging',
    ...over,
  })
  const { accountId } = at.desk.admins.add(at.ada, {
    backendId,
    userID: '7',
    account: `admin ${String(made)}`,
    nickname: '',
    currentPassword: 'OpenIM@123',
  })
  return { backendId, accountId, seen: backend.seen }
}
const change = (accountId: string, password = 'Quiet-harbour_7-long') =>
  at.desk.admins.change(at.ada, {
    accountId,
    current: { from: 'vault' },
    next: { from: 'typed', password },
    confirmation: at.desk.admins.get(accountId).account,
  })

describe('the record of exchanges', () => {
  it('has the sign-in and the change of a change, both with its id, operator, backend and outcome', async () => {
    const { backendId, accountId } = await enter(answerJson({ errCode: 0, errMsg: '', errDlt: '' }))
    const { changeId } = await change(accountId)
    const rows = exchanges({ backendId })
    expect(rows).toMatchObject([
      { purpose: 'change', operation: 'openim.changePassword', status: 'succeeded', httpStatus: 200 },
      { purpose: 'sign-in', operation: 'openim.login', status: 'succeeded', httpStatus: 200 },
    ])
    for (const row of rows) {
      expect(row).toMatchObject({ operator: 'ada', changeId, backend: { id: backendId }, reason: null })
      expect(row.durationMs).toBeGreaterThanOrEqual(0)
    }
    expect(exchanges({ changeId })).toHaveLength(2)
  })

  it.each<[string, Misbehaviour, string, string]>([
    ['a rejected one', answerJson(failed), 'rejected', 'wrong-credentials'],
    ['an unreadable one', answerText('<html>'), 'unknown', 'protocol-mismatch'],
    ['one of a server that fails', answerJson(failed, '502 Bad Gateway'), 'unknown', 'server-error'],
    ['one that was cut off', (socket) => socket.destroy(), 'unknown', 'connection-failed'],
  ])('has %s as it ended', async (_, onChange, status, reason) => {
    const { backendId, accountId } = await enter(onChange)
    await change(accountId)
    expect(exchanges({ backendId, purpose: 'change' })).toMatchObject([{ status, reason }])
  })

  it('has one that never arrived, and none that our own checks refused', async () => {
    const { backendId, accountId } = await enter(answerJson({}))
    await change(accountId, 'OpenIM@123')
    expect(exchanges({ backendId })).toEqual([])
    at.desk.backends.edit(at.ada, { backendId, url: 'http://127.0.0.1:1' })
    await at.desk.admins.verify(at.ada, accountId)
    expect(exchanges({ backendId })).toMatchObject([{ purpose: 'verify', status: 'unreachable' }])
  })

  it('gives one with its masked request, answer and cURL command', async () => {
    const { accountId } = await enter(answerJson({}), signedIn())
    await at.desk.admins.verify(at.ada, accountId)
    const { outcome, ...row } = newest()
    expect(row).toMatchObject({ purpose: 'verify', changeId: null, contradictions: [] })
    expect(outcome.exchange?.curl).toMatch(/^curl --request POST --url 'http:\/\/127\.0\.0\.1/)
    expect(outcome.exchange?.curl).not.toContain('OpenIM@123')
    expect(outcome.exchange?.responseBody).not.toContain('token-of-the-admin')
  })

  it('is read page by page and by each of its filters', async () => {
    const { backendId, accountId } = await enter(answerJson(failed))
    for (let count = 0; count < 3; count++) await change(accountId)
    const all = exchanges({ backendId })
    expect(all).toHaveLength(6)
    const first = at.desk.exchanges.list({ backendId, limit: 4 })
    const rest = at.desk.exchanges.list({ backendId, limit: 4, cursor: first.nextCursor ?? undefined })
    expect([...first.rows, ...rest.rows]).toEqual(all)
    expect(rest.nextCursor).toBeNull()
    expect(exchanges({ backendId, status: 'rejected' })).toHaveLength(3)
    expect(exchanges({ backendId, operation: 'openim.login' })).toHaveLength(3)
    expect(exchanges({ backendId, search: at.desk.admins.get(accountId).account.toUpperCase() })).toEqual(all)
    expect(exchanges({ backendId, search: '%' })).toEqual([])
    const [{ at: time } = { at: '' }] = all
    expect(exchanges({ backendId, from: time })).not.toEqual([])
    expect(exchanges({ backendId, to: '2020-01-01T00:00:00.000Z' })).toEqual([])
  })

  it('never undoes the end of its change: what cannot be written is tried again', async () => {
    const { backendId, accountId } = await enter(answerJson({ errCode: 0, errMsg: '', errDlt: '' }))
    const db = new Database(at.storePath)
    db.exec(`CREATE TRIGGER no_exchange BEFORE INSERT ON exchanges WHEN NEW.purpose = 'change'
      BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
    const { state, changeId } = await change(accountId)
    expect(state).toBe('confirmed')
    expect(() => exchanges({ backendId })).toThrow('disk full')
    db.exec('DROP TRIGGER no_exchange')
    db.close()
    expect(exchanges({ backendId, purpose: 'change' })).toMatchObject([{ changeId, status: 'succeeded' }])
  })

  it('holds no secret in any form: passwords, tokens, what a server repeats', async () => {
    // A token travels in a header: in Latin-1, and without quotes.
    const token = `token-${randomBytes(12).toString('hex')}`
    const canaries: Canary[] = [...['old', 'new', 'calling'].map(makeCanary), asCanary('token', token)]
    const [old, next, calling] = canaries.map(({ value }) => value) as [string, string, string]
    const chatty = {
      errCode: 500,
      errMsg: old,
      errDlt: `password error ${next} ${token}`,
      data: { old, next },
    }
    const { backendId, accountId } = await enter(answerJson(chatty), signedIn(token))
    at.desk.backends.edit(at.ada, { backendId, callingAdmin: 'imAdmin' })
    at.desk.backends.setSecret(at.ada, { backendId, kind: 'calling-password', secret: calling })
    await at.desk.admins.change(at.ada, {
      accountId,
      current: { from: 'typed', password: old },
      next: { from: 'typed', password: next },
      confirmation: at.desk.admins.get(accountId).account,
    })
    exchanges()
    const db = new Database(at.storePath, { readonly: true })
    const kept = db.prepare('SELECT * FROM exchanges WHERE backend_id = ?').all(backendId)
    db.close()
    expect(kept).toHaveLength(2)
    expect(findCanaries('exchanges', JSON.stringify(kept), canaries)).toEqual([])
    for (const row of kept as { outcome: string }[]) {
      expect(findCanaries('an outcome', row.outcome, canaries)).toEqual([])
    }
  })
})

describe('the ledger of contradictions', () => {
  it('has every contradiction that is known, and where and when an answer met it', async () => {
    const before = at.desk.contradictions.list()
    expect(before).toHaveLength(11)
    const { backendId, accountId } = await enter(answerJson({ errCode: 0, errMsg: '', errDlt: '' }))
    await change(accountId)
    const met = at.desk.contradictions.list().find(({ id }) => id === 'openim-data')
    const seen = met?.seen.find((one) => one.backendId === backendId)
    expect(seen).toMatchObject({ times: 1, backendName: at.desk.admins.get(accountId).backend.name })
    expect(seen?.firstAt).toBe(seen?.lastAt)
    expect(newest().contradictions).toContain('openim-data')
    await change(accountId, 'Another-harbour_8-long')
    const again = at.desk.contradictions.list().find(({ id }) => id === 'openim-data')
    expect(again?.seen.find((one) => one.backendId === backendId)).toMatchObject({
      times: 2,
      firstAt: seen?.firstAt,
    })
  })
})

describe('who signs in for a change', () => {
  const callerOf = async (accountId: string) =>
    (
      await at.desk.admins.dryRun({
        accountId,
        current: { from: 'vault' },
        next: { from: 'typed', password: 'Quiet-harbour_7-long' },
      })
    ).caller

  it('is the target where nothing else is set', async () => {
    const { accountId, backendId } = await enter(answerJson(failed))
    expect(await callerOf(accountId)).toBe('target-itself')
    await change(accountId)
    expect(exchanges({ backendId, purpose: 'sign-in' })).toMatchObject([
      { target: at.desk.admins.get(accountId).account },
    ])
  })

  it('is the calling admin of the backend', async () => {
    const { accountId, backendId } = await enter(answerJson(failed), signedIn(), { callingAdmin: 'imAdmin' })
    at.desk.backends.setSecret(at.ada, { backendId, kind: 'calling-password', secret: 'calling password' })
    expect(await callerOf(accountId)).toBe('calling-admin')
    await change(accountId)
    expect(exchanges({ backendId, purpose: 'sign-in' })).toMatchObject([{ target: 'imAdmin' }])
  })

  it('is a pasted token, with which no sign-in is sent', async () => {
    const { accountId, backendId, seen } = await enter(answerJson(failed))
    at.desk.backends.setSecret(at.ada, { backendId, kind: 'token', secret: 'pasted-token-1' })
    expect(await callerOf(accountId)).toBe('pasted-token')
    await change(accountId)
    expect(seen).toEqual({ '/account/change_password': 1 })
    expect(exchanges({ backendId })).toMatchObject([{ purpose: 'change' }])
    expect(newest().outcome.exchange?.requestHeaders['token']).not.toContain('pasted')
  })

  it('says nothing of the target where the calling admin is turned away: the change was not sent', async () => {
    const { accountId, backendId, seen } = await enter(answerJson(failed), answerJson(wrong), {
      callingAdmin: 'imAdmin',
    })
    at.desk.backends.setSecret(at.ada, { backendId, kind: 'calling-password', secret: 'calling password' })
    const result = await change(accountId)
    expect(result).toMatchObject({
      state: 'not-sent',
      outcome: { status: 'refused', reason: 'wrong-credentials' },
    })
    expect(result.outcome.rule?.rule).toMatch(/calling admin/)
    expect(seen).toEqual({ '/account/login': 1 })
    expect(exchanges({ backendId })).toMatchObject([{ purpose: 'sign-in', status: 'rejected' }])
  })

  it('has to be entered again for another address: with the old one nothing is sent', async () => {
    const { accountId, backendId, seen } = await enter(answerJson(failed), signedIn(), {
      callingAdmin: 'imAdmin',
    })
    const other = await enter(answerJson(failed), signedIn(), { callingAdmin: 'imAdmin' })
    at.desk.backends.setSecret(at.ada, {
      backendId: other.backendId,
      kind: 'calling-password',
      secret: 'calling password',
    })
    const db = new Database(at.storePath)
    db.prepare('UPDATE backend_secrets SET backend_id = ? WHERE backend_id = ?').run(
      backendId,
      other.backendId,
    )
    db.close()
    const result = await change(accountId)
    expect(result).toMatchObject({ state: 'not-sent', outcome: { status: 'refused', exchange: null } })
    expect(result.outcome.rule?.rule).toMatch(/entered again/)
    expect(seen).toEqual({})
  })

  it('at the built-in backend is the backend itself', async () => {
    expect(await callerOf(accountIdOf(at.desk, '1000000001'))).toBe('own-token')
  })
})
