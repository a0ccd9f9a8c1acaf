import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AuditAction } from '../../shared/model/audit-action.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import { exchangeRows } from '../store/exchanges.ts'
import { purgeCandidates } from '../store/purging.ts'
import type { OpenDesk } from './open-desk.ts'

/** Keeps the record of exchanges and the passwords of ended changes no longer than the settings say. */
export interface Retention {
  /** Purges what is overdue, a few rows at a time; a run that is under way is joined. */
  run(): Promise<void>
  /** Ends after the batch that is being deleted. */
  stop(): void
}

const day = 24 * 60 * 60 * 1000
/** Limits how many rows a batch deletes, and the time (ms) after which the next one is smaller, or may be bigger. */
const batch = { first: 16, least: 4, most: 128, longest: 5, shortest: 3 } as const

type Parts = Pick<OpenDesk, 'store' | 'audit' | 'clock' | 'settings' | 'finishBeforeExit'>

/** Purges once a day from now on, and whenever it is asked to. The audit is never purged. */
export function startRetention(desk: Parts): Retention {
  let stopped = false
  let running: Promise<void> | null = null
  const isStopped = (): boolean => stopped

  const purge = async (): Promise<void> => {
    const { exchangesDays, candidatesDays } = desk.settings.current().retention
    const exchanges = exchangeRows(desk.store)
    await inBatches(desk, isStopped, {
      action: 'exchanges.purged',
      before: daysAgo(desk, exchangesDays),
      remove: exchanges.purge,
    })
    await inBatches(desk, isStopped, {
      action: 'candidates.purged',
      before: daysAgo(desk, Math.max(candidatesDays, thresholds.candidateLife / day)),
      remove: (before, limit) => purgeCandidates(desk.store, before, limit),
    })
  }
  const run = (): Promise<void> => {
    running ??= desk.finishBeforeExit(purge()).finally(() => {
      running = null
    })
    return running
  }
  const daily = setInterval(() => {
    void run().catch(() => undefined)
  }, day)
  daily.unref()
  return {
    run,
    stop() {
      stopped = true
      clearInterval(daily)
    },
  }
}

interface Purge {
  action: Extract<AuditAction, 'exchanges.purged' | 'candidates.purged'>
  /** Purges what is of before this time (UTC). */
  before: string
  remove: (before: string, limit: number) => number
}

/** Deletes batch by batch, each in one transaction with its event, and lets everything else run in between. */
async function inBatches(
  desk: Parts,
  isStopped: () => boolean,
  { action, before, remove }: Purge,
): Promise<void> {
  let limit: number = batch.first
  while (!isStopped()) {
    const started = performance.now()
    const count = desk.store.transaction(() => {
      const removed = remove(before, limit)
      if (removed > 0) {
        desk.audit.append({
          action,
          result: 'done',
          actor: 'desk',
          target: 'desk',
          detail: { count: removed, before },
        })
      }
      return removed
    })
    if (count < limit) return
    const took = performance.now() - started
    if (took > batch.longest) limit = Math.max(batch.least, limit / 2)
    else if (took < batch.shortest) limit = Math.min(batch.most, limit * 2)
    await nextTurn()
  }
}

function daysAgo(desk: Pick<OpenDesk, 'clock'>, days: number): string {
  return new Date(desk.clock.now() - days * day).toISOString()
}
