import { randomBytes } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { settleChange, stageChange } from '../src/main/desk/changes/journal.ts'
import type { OpenDesk } from '../src/main/desk/open-desk.ts'
import { accountRows, type AccountRow } from '../src/main/store/accounts/accounts.ts'
import { builtInBackendId } from '../src/main/store/backends/backends.ts'
import { judgementColumns } from '../src/shared/model/password-judge.ts'
import { Secret } from '../src/shared/model/secret.ts'
import type { BenchRow } from './measurement.ts'
import { openBenchDesk } from './open-desk.ts'

const frame = 4120
const framesInLog = 1000

/** Measures the settling of a change, account, audit event and journal in one transaction, over write and fdatasync. */
export function durableChange(): BenchRow {
  const { desk, folder, close } = openBenchDesk()
  demandFullSync(desk)
  const change = stageChange(desk, {
    subject: { kind: 'admin', account: insertAccount(desk) },
    operation: 'openim.changePassword',
    operator: 'bench',
    from: 'generated',
    old: new Secret('First-Password-1'),
    next: new Secret('Next-Password-1'),
  })
  const settle = (): void => {
    settleChange(desk, change, {
      state: 'confirmed',
      outcome: {
        operation: 'openim.changePassword',
        status: 'succeeded',
        reason: null,
        wire: { httpStatus: 200, code: 0, message: '' },
        drift: [],
        rule: null,
        exchange: null,
      },
      sessions: 'sessions-stay',
      judged: judgementColumns({ fingerprint: Buffer.alloc(32), defaultKind: null, score: 4 }),
    })
  }
  const log = openSync(join(folder, 'yardstick'), 'w')
  const bytes = randomBytes(frame)
  let written = 0
  const writeThrough = (): void => {
    writeSync(log, bytes, 0, frame, (written++ % framesInLog) * frame)
    fdatasyncSync(log)
  }
  return {
    round() {
      const yardstick = rateInPlace(writeThrough)
      const product = rateInPlace(settle)
      return Promise.resolve([
        {
          name: '3 durable change',
          value: product / yardstick,
          unit: 'of the yardstick',
          floor: { atLeast: 0.25 },
        },
        { name: '3 durable change, as such', value: product, unit: 'a second' },
      ])
    },
    async close() {
      closeSync(log)
      await close()
    },
  }
}

function demandFullSync({ store }: OpenDesk): void {
  const row: unknown = store.get(CompiledQuery.raw('PRAGMA synchronous'))
  const isFull = typeof row === 'object' && row !== null && 'synchronous' in row && row.synchronous === 2
  if (!isFull) throw new Error('the store does not write with synchronous=FULL')
}

function insertAccount({ store }: OpenDesk): AccountRow {
  const accounts = accountRows(store)
  accounts.insert({
    id: 'account',
    backend_id: builtInBackendId,
    user_id: '1',
    account: 'bench',
    nickname: '',
    level: 1,
    sealed_password: null,
    password_score: null,
    password_changed_at: null,
    last_change_id: null,
    last_change_at: null,
    sample: 0,
  })
  const account = accounts.get('account')
  if (account === undefined) throw new Error('the account was not inserted')
  return account
}

function rateInPlace(work: () => void): number {
  const started = performance.now()
  let done = 0
  while (performance.now() - started < 1500) {
    work()
    done++
  }
  return (done / (performance.now() - started)) * 1000
}
