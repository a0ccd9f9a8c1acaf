import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { keepBackup, stageBackup } from '../../../src/main/store/files/backup.ts'
import { accountRows } from '../../../src/main/store/accounts/accounts.ts'
import { changeRows } from '../../../src/main/store/changes/changes.ts'
import { concludeChange } from '../../../src/main/desk/changes/conclude-change.ts'
import { markSending, settleChange, stageChange } from '../../../src/main/desk/changes/journal.ts'
import { openChangeOf } from '../../../src/main/desk/changes/open-change.ts'
import type { OpenDesk } from '../../../src/main/desk/open-desk.ts'
import { demandSoundChain } from '../../../src/main/desk/audit/sound-chain.ts'
import { auditRows } from '../../../src/main/store/audit/audit-events.ts'
import type { ChangeState } from '../../../src/shared/model/change.ts'
import type { Outcome } from '../../../src/shared/model/outcome.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { openWritingDesk, restartLog } from './open-writing-desk.ts'
import { sayLine } from './say-line.ts'
import { seededRandom } from './seeded-random.ts'
import type { Told, WritingTask } from './told.ts'

// Changes passwords in the journal, one after another, and says so on standard output once each step is committed.
const task = JSON.parse(readFileSync(0, 'utf8')) as WritingTask
const { desk, close } = openWritingDesk(task)
const below = seededRandom(task.seed)

type Said = Told extends infer One ? (One extends Told ? Omit<One, 'seq' | 'hash'> : never) : never

function say(said: Said): void {
  const { seq, hash } = auditRows(desk.store).last() ?? { seq: 0, hash: '' }
  sayLine(JSON.stringify({ ...said, seq, hash }))
}

const outcome: Outcome = {
  operation: 'openim.changePassword',
  status: 'succeeded',
  reason: null,
  wire: { httpStatus: 200, code: 0, message: '' },
  drift: [],
  rule: null,
  exchange: null,
}

async function change(round: number): Promise<void> {
  const { rows: accounts } = accountRows(desk.store).page(
    { sort: 'account', descending: false },
    undefined,
    10,
  )
  const account = accounts[round % accounts.length]
  if (account === undefined) throw new Error('there is nobody')
  await conclude(account.id)
  const next = `Next-password_${String(task.seed)}-${String(round)}`
  const subject = { kind: 'admin', account } as const
  const about = { what: 'change', account: account.id, next } as const
  const staged = stageChange(desk, {
    subject,
    operation: 'openim.changePassword',
    operator: 'ada',
    from: 'typed',
    old: new Secret('Old-password_1'),
    next: new Secret(next),
  })
  const told = (state: ChangeState): void => {
    say({ ...about, id: staged.id, state })
  }
  told('staged')
  markSending(desk, staged)
  told('sending')
  const state = (['confirmed', 'confirmed', 'rejected', 'unknown'] as const)[below(4)] ?? 'confirmed'
  const end = { state, outcome, sessions: 'sessions-stay' } as const
  if (task.fault !== 'says-too-early') {
    settleChange(desk, staged, end)
    told(state)
    return
  }
  desk.store.transaction(() => {
    settleChange(desk, staged, end)
    told(state)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })
}

/** Ends what an earlier change, or an earlier desk, left unknown. */
async function conclude(accountId: string): Promise<void> {
  const held = changeRows(desk.store).openOf(`admin/${accountId}`)
  if (held === undefined) return
  const open = await openChangeOf(desk, held.id, { atOnce: true })
  concludeChange(desk, open, { state: 'verified', why: 'new-accepted', actor: 'ada', decided: false })
  say({ what: 'change', id: held.id, state: 'verified', account: accountId, next: open.next.reveal() })
}

function backUp(round: number): void {
  const path = `${task.backups}/${String(task.seed)}-${String(round)}.latchkey`
  const attempt = String(round)
  keepBackup(stageBackup({ from: desk.store.path, to: path, attempt }, (copy) => void demandSoundChain(copy)))
  say({ what: 'backup', path })
}

async function write(on: OpenDesk, round: number): Promise<void> {
  await change(round)
  on.audit.append({ action: 'operator.signed-in', result: 'done', actor: 'ada', target: 'ada' })
  if (round % 4 === 1) {
    on.audit.checkpoint()
    say({ what: 'anchored' })
  }
  if (round % 10 === 5) backUp(round)
  if (round % 6 === 5) on.store.checkpointLog()
  if (round % 6 === 2) restartLog(on.store.path)
  await setImmediate()
}

say({ what: 'opened' })
for (let round = 0; round < (task.rounds ?? Infinity); round++) await write(desk, round)
await close()
sayLine(JSON.stringify({ what: 'ended', seq: 0, hash: '' }))
