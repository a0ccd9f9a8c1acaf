import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import type { Operator } from '../../../src/main/desk/operator.ts'
import { builtInBackendId } from '../../../src/main/store/backends/backends.ts'
import type { ResetCase } from '../../../src/shared/contract/reset-desk.ts'
import { addOperator } from '../../support/add-operator.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { administrator, startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { httpAnswer, startRawServer, type RawAnswer } from '../../systems/raw-server.ts'

const minute = 60_000
const phone = '13800138000'
const json = (body: unknown, status = 200): RawAnswer => httpAnswer(status, JSON.stringify(body))
const codeSent = json({ status: 0, message: '验证码已发送', data: {} })
const set = json({ status: 0, message: '您的密码已经更改', data: { msg: '您已成功退出登陆' } })
const badFormat = json({ status: 15008, message: '密码格式不对!', data: [] })
const lost = httpAnswer(500, 'oops')

const clock = createFixedClock()
let at: TestDesk
let sam: Operator
beforeAll(async () => {
  at = await startTestDesk({ clock })
  sam = await addOperator(at, { name: 'sam', role: 'support' })
})
afterAll(() => at.end())

/** Opens a verified case at another shuidi, whose answers the test gives one by one. */
const openRemote = async () => {
  const answers: RawAnswer[] = []
  const server = await startRawServer((socket, request) => {
    const next = answers.shift()
    if (next === undefined) throw new Error('a request that the test does not know of')
    next(socket, request)
  })
  const { desk, ada } = at
  const backend = desk.backends.add(ada, {
    name: `Shop ${server.url}`,
    system: 'shuidi',
    url: server.url,
    environment: 'production',
  })
  desk.backends.setSecret(ada, { backendId: backend.id, kind: 'sign-key', secret: 'key' })
  const open = () =>
    desk.resetDesk.open(sam, {
      backendId: backend.id,
      system: 'shuidi',
      user: { phone, uid: '15630' },
      caller: '',
      reason: '',
      ticket: 'T-9',
    })
  const { id } = open()
  desk.resetDesk.verifyCaller(sam, { id, checks: ['called-back'] })
  return {
    desk,
    id,
    backend,
    open,
    server,
    async sendCode(answer: RawAnswer): Promise<ResetCase> {
      answers.push(answer)
      clock.advance(2 * minute)
      return (await desk.resetDesk.sendCode(sam, { id, answer: '' })).case
    },
    async setPassword(answer: RawAnswer | null, code: string, password: string): Promise<ResetCase> {
      if (answer !== null) answers.push(answer)
      return (await desk.resetDesk.setPassword(sam, { id, code, next: { from: 'typed', password } })).case
    },
    decide(outcome: 'applied' | 'not-applied', confirmation = phone) {
      return desk.resetDesk.decide(sam, { id, outcome, confirmation })
    },
  }
}

it('lets support decide once the same password is refused again, and set another; not before the settle time', async () => {
  const on = await openRemote()
  const week = [new Date(clock.now() - minute).toISOString()]
  await on.sendCode(codeSent)
  const { change } = await on.setPassword(lost, '111111', 'Chosen-1')
  const changeId = change?.id ?? ''
  expect(on.desk.overview(sam, week).changes?.users).toMatchObject({ count: 1, resetId: on.id })
  await on.sendCode(codeSent)
  const again = await on.setPassword(badFormat, '222222', 'ignored, not sent')
  expect(again).toMatchObject({
    state: 'unknown',
    change: { id: changeId, state: 'unknown', settledBy: null },
  })
  expect(again.steps.at(-1)?.detail).toMatchObject({ again: true, reason: 'password-format' })
  await expect(on.decide('not-applied')).rejects.toMatchObject({ code: 'SETTLE_TIME' })
  clock.advance(30 * minute)
  await expect(on.decide('not-applied', '13900139000')).rejects.toMatchObject({
    code: 'CONFIRMATION_DIFFERS',
  })
  await on.decide('not-applied')
  await expect(on.decide('applied')).rejects.toMatchObject({ code: 'RESET_STATE' })
  expect(on.desk.resetDesk.get(on.id)).toMatchObject({ state: 'verified', canHandOver: false })
  await on.sendCode(codeSent)
  expect(await on.setPassword(set, '333333', 'Chosen-2')).toMatchObject({ state: 'changed' })
  expect(on.server.requests.filter((sent) => sent.includes('Chosen-2'))).toHaveLength(1)
  expect(on.desk.overview(sam, week).changes?.users).toMatchObject({ count: 0, resetId: null })
})

it('takes the operator’s word that the new password is in force, and says whose word it is', async () => {
  const on = await openRemote()
  await on.sendCode(codeSent)
  await on.setPassword(lost, '111111', 'Chosen-1')
  clock.advance(30 * minute)
  await on.decide('applied')
  const decided = on.desk.resetDesk.get(on.id)
  expect(decided.steps.at(-1)).toMatchObject({
    step: 'decided',
    operator: 'sam',
    detail: { decision: 'applied' },
  })
  expect(decided).toMatchObject({ state: 'changed', change: { settledBy: 'sam', state: 'verified' } })
  const listed = (show: 'unknown' | 'changed') => on.desk.resetDesk.list({ show, limit: 10 }).rows
  expect(listed('changed').map(({ id }) => id)).toContain(on.id)
  expect(listed('unknown').map(({ id }) => id)).not.toContain(on.id)
})

it('decides nothing where the time line cannot be written', async () => {
  const on = await openRemote()
  await on.sendCode(codeSent)
  await on.setPassword(lost, '111111', 'Chosen-1')
  clock.advance(30 * minute)
  const beside = new Database(at.storePath)
  onTestFinished(() => void beside.close())
  beside.exec(`CREATE TRIGGER full BEFORE INSERT ON reset_steps BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
  await expect(on.decide('applied')).rejects.toThrow('disk full')
  beside.exec('DROP TRIGGER full')
  expect(on.desk.resetDesk.get(on.id)).toMatchObject({ state: 'unknown', change: { state: 'unknown' } })
  await on.decide('applied')
  expect(on.desk.resetDesk.get(on.id)).toMatchObject({ state: 'changed', change: { state: 'verified' } })
})

it('lists a case that was given up among the unknown ones until another of its user is settled', async () => {
  const on = await openRemote()
  const unknown = () => on.desk.resetDesk.list({ show: 'unknown', limit: 10 }).rows.map(({ id }) => id)
  await on.sendCode(codeSent)
  expect(unknown()).toEqual([])
  const { change } = await on.setPassword(lost, '111111', 'Chosen-1')
  expect(unknown()).toEqual([on.id])
  on.desk.resetDesk.close(sam, { id: on.id, outcome: 'abandoned', note: '' })
  expect(unknown()).toEqual([on.id])
  const next = on.open()
  on.desk.resetDesk.verifyCaller(sam, { id: next.id, checks: ['vouched-for'] })
  expect(on.desk.resetDesk.get(next.id)).toMatchObject({ state: 'unknown', change: { id: change?.id } })
  clock.advance(30 * minute)
  const decision = { id: next.id, outcome: 'applied', confirmation: phone } as const
  expect(await on.desk.resetDesk.decide(sam, decision)).toMatchObject({
    state: 'changed',
    canHandOver: false,
  })
  expect(unknown()).toEqual([])
})

it('offers a code of which nobody knows whether it was sent, counts the minute, and says so everywhere', async () => {
  const on = await openRemote()
  const unclear = await on.sendCode(lost)
  expect(unclear).toMatchObject({ state: 'code-sent', isCodeUnclear: true, code: { state: 'live' } })
  expect(on.desk.resetDesk.list({ limit: 1 }).rows[0]).toMatchObject({ isCodeUnclear: true, codeEnd: null })
  await expect(on.desk.resetDesk.sendCode(sam, { id: on.id, answer: '' })).rejects.toMatchObject({
    code: 'RESEND_TOO_SOON',
  })
  expect(await on.setPassword(set, '111111', 'Chosen-1')).toMatchObject({ state: 'changed' })
})

it('says plainly of a fresh code that it was sent', async () => {
  const on = await openRemote()
  await on.sendCode(lost)
  expect(await on.sendCode(codeSent)).toMatchObject({ state: 'code-sent', isCodeUnclear: false })
  expect(await on.sendCode(json({ status: 15009, message: 'x', data: [] }))).toMatchObject({
    isCodeUnclear: false,
  })
})

it('sends no password that the backend would refuse, keeps no trace of it, and uses no code', async () => {
  const on = await openRemote()
  await on.sendCode(codeSent)
  const before = on.desk.resetDesk.get(on.id)
  const { length } = on.server.requests
  for (const password of ['短', 'short', 'with blank 1', '1'.repeat(33), 'café-long-1']) {
    await expect(on.setPassword(null, '111111', password)).rejects.toMatchObject({ code: 'PASSWORD_FORM' })
  }
  expect(on.server.requests).toHaveLength(length)
  const { steps, change, state } = on.desk.resetDesk.get(on.id)
  expect({ steps, change, state }).toEqual({ steps: before.steps, change: null, state: 'code-sent' })
  expect(await on.setPassword(set, '111111', '1'.repeat(32))).toMatchObject({ state: 'changed' })
})

it('sends the password to no other server, also where the address is the first one again', async () => {
  const on = await openRemote()
  await on.sendCode(codeSent)
  await on.setPassword(lost, '111111', 'Chosen-1')
  const backendId = on.backend.id
  const other = await startRawServer((socket, request) => {
    set(socket, request)
  })
  for (const { url } of [other, on.server]) {
    on.desk.backends.edit(at.ada, { backendId, url })
    on.desk.backends.setSecret(at.ada, { backendId, kind: 'sign-key', secret: 'key' })
    await expect(on.setPassword(null, '222222', 'ignored')).rejects.toMatchObject({ code: 'BACKEND_MOVED' })
  }
  expect(other.requests).toEqual([])
  expect(on.server.requests.filter((sent) => sent.includes('Chosen-1'))).toHaveLength(1)
  expect(on.desk.resetDesk.get(on.id)).toMatchObject({ state: 'unknown' })
})

it.each([
  ['answered', set, 'changed'],
  ['lost', lost, 'unknown'],
] as const)('is told as under way until its request is %s, and no longer', async (_, answer, end) => {
  const on = await openRemote()
  await on.sendCode(codeSent)
  const seen: boolean[] = []
  const looked: RawAnswer = (socket, request) => {
    seen.push(on.desk.resetDesk.get(on.id).isUnderWay)
    answer(socket, request)
  }
  expect(await on.setPassword(looked, '111111', 'Chosen-1')).toMatchObject({ state: end, isUnderWay: false })
  expect(seen).toEqual([true])
  expect(on.desk.resetDesk.list({ limit: 1 }).rows[0]).toMatchObject({ isUnderWay: false })
})

it('is not known, with its change, where the desk ends between the answer and its record', async () => {
  const time = createFixedClock()
  const own = await startTestDesk({ clock: time })
  onTestFinished(() => own.end())
  const { desk } = own
  const { id } = desk.resetDesk.open(own.ada, {
    backendId: builtInBackendId,
    system: 'shuidi',
    user: { num: desk.users.list({ search: '13900139000', limit: 1 }).rows[0]?.num ?? 0 },
    caller: '',
    reason: '',
    ticket: 'T-10',
  })
  desk.resetDesk.verifyCaller(own.ada, { id, checks: ['called-back'] })
  await desk.resetDesk.sendCode(own.ada, { id, answer: '' })
  const { code } = desk.builtIn.revealCode(own.ada, desk.builtIn.outbox({ limit: 1 }).rows[0]?.id ?? 0)
  const beside = new Database(own.storePath)
  beside.exec(`CREATE TRIGGER full BEFORE INSERT ON reset_steps BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
  const setting = desk.resetDesk.setPassword(own.ada, { id, code, next: { from: 'generated' } })
  await expect(setting).rejects.toThrow('disk full')
  beside.exec('DROP TRIGGER full')
  beside.close()
  const again = await own.restart()
  const ada = await again.signIn('page', administrator)
  const unknown = again.resetDesk.list({ show: 'unknown', limit: 10 }).rows
  expect(unknown.map((row) => row.id)).toEqual([id])
  expect(again.resetDesk.get(id)).toMatchObject({
    state: 'unknown',
    change: { state: 'unknown', from: 'generated' },
  })
  time.advance(30 * minute)
  await again.resetDesk.decide(ada, { id, outcome: 'applied', confirmation: '13900139000' })
  expect(again.resetDesk.get(id)).toMatchObject({ state: 'changed', canHandOver: true })
})
