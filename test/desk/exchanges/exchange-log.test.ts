import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Assembly } from '../../../src/main/desk/assemble.ts'
import { exchangesOf } from '../../../src/main/desk/exchanges/exchanges.ts'
import { markSending, settleChange, stageChange } from '../../../src/main/desk/changes/journal.ts'
import { accountRows } from '../../../src/main/store/accounts/accounts.ts'
import { builtInBackendId } from '../../../src/main/store/backends/backends.ts'
import { exchangeRows } from '../../../src/main/store/backends/exchanges.ts'
import type { Outcome } from '../../../src/shared/model/outcome.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { prepareKeylessDesks, type KeylessDesks } from '../../support/keyless-desk.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const { path: folder, remove } = makeTempFolder()
let desks: KeylessDesks
let first: Assembly
const clock = createFixedClock()
beforeAll(() => {
  desks = prepareKeylessDesks({ folder, clock, settleMs: 60_000 })
  first = desks.make()
})
afterAll(async () => {
  await first.close()
  await desks.close()
  remove()
})

const operation = 'openim.changePassword'
const outcome: Omit<Outcome, 'status'> = {
  operation,
  reason: null,
  wire: { httpStatus: 200, code: 0, message: '' },
  drift: [],
  rule: null,
  exchange: null,
}

/** Changes the password of a new admin, as far as the journal sees it. */
function change(id: string, status: 'succeeded' | 'unknown' = 'succeeded'): string {
  const { desk } = first
  const accounts = accountRows(desk.store)
  accounts.insert({
    id,
    backend_id: builtInBackendId,
    user_id: id,
    account: `admin ${id}`,
    nickname: '',
    level: 1,
    sealed_password: null,
    password_score: null,
    password_changed_at: null,
    last_change_id: null,
    last_change_at: null,
    sample: 0,
  })
  const account = accounts.get(id)
  if (account === undefined) throw new Error('the account was not inserted')
  const staged = stageChange(desk, {
    subject: { kind: 'admin', account },
    operation,
    operator: 'ada',
    from: 'typed',
    old: new Secret('Old-password_1'),
    next: new Secret('Next-password_1'),
  })
  markSending(desk, staged)
  settleChange(desk, staged, {
    state: status === 'succeeded' ? 'confirmed' : 'unknown',
    outcome: { ...outcome, status },
    sessions: 'sessions-stay',
  })
  return staged.id
}

/** Takes the files as a desk leaves them that is ended at this moment. */
function copyAsKilled(name: string): string {
  const copy = join(folder, name)
  for (const end of ['', '-wal']) {
    if (existsSync(`${desks.path}${end}`)) cpSync(`${desks.path}${end}`, `${copy}${end}`)
  }
  return copy
}

const recordsIn = ({ desk }: Assembly, changeId: string) =>
  exchangeRows(desk.store).list({ changeId }, undefined, 10)

it('lets no change wait for the record of its request', () => {
  const changeId = change('1')
  expect(recordsIn(first, changeId)).toEqual([])
})

it('has the record of every request for whoever reads it', () => {
  const changeId = change('2')
  expect(exchangesOf(() => first.desk).list({ changeId, limit: 10 }).rows).toMatchObject([
    { operation, status: 'succeeded', changeId, operator: 'ada', target: 'admin 2' },
  ])
})

it('keeps the order in which requests ended, whichever was written first', () => {
  const changeId = change('3')
  first.desk.exchangeLog.record({
    purpose: 'verify',
    operator: 'ada',
    backendId: builtInBackendId,
    target: 'admin 3',
    outcome: { ...outcome, operation: 'openim.login', status: 'succeeded' },
  })
  const [last, before] = exchangesOf(() => first.desk).list({ limit: 2 }).rows
  expect(last).toMatchObject({ operation: 'openim.login' })
  expect(before).toMatchObject({ operation, changeId })
})

it('writes many at once without being asked', () => {
  const ids = Array.from({ length: 60 }, (_, at) => change(`many-${String(at)}`))
  const written = ids.filter((id) => recordsIn(first, id).length === 1)
  expect(written.length).toBeGreaterThanOrEqual(50)
})

it('has every record once after an end in the middle, each with the time at which its request ended', async () => {
  first.desk.exchangeLog.flush()
  const written = change('4')
  first.desk.exchangeLog.flush()
  const waiting = [change('5'), change('6', 'unknown')]
  const endedAt = first.desk.timestamp()
  const copy = copyAsKilled('killed.latchkey')
  for (const id of waiting) expect(recordsIn(first, id)).toEqual([])
  clock.advance(3_600_000)
  const second = desks.open(copy)
  const [confirmed = [], unknown = []] = waiting.map((id) => recordsIn(second, id))
  expect(confirmed).toMatchObject([{ status: 'succeeded', at: endedAt, target: 'admin 5' }])
  expect(unknown).toMatchObject([{ status: 'unknown', at: endedAt, target: 'admin 6' }])
  expect(recordsIn(second, written)).toHaveLength(1)
  await second.close()
  const third = desks.open(copy)
  for (const id of [written, ...waiting]) expect(recordsIn(third, id)).toHaveLength(1)
  await third.close()
})
