import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AuditAction } from '../../../shared/model/audit-action.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { exchangeRows } from '../../store/backends/exchanges.ts'
import { purgeCandidates } from '../../store/purging.ts'
import type { LiveTopic } from '../live.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Keeps the record of exchanges and the passwords of ended changes no longer than the settings say. */
export interface Retention {
  /**
   * Purges what is overdue, a few rows at a time. Where a run is under way, one more follows it: what became overdue in
   * between may lie behind it.
   */
  run(): Promise<void>
  /** Ends after the batch that is being deleted. */
  stop(): void
}

const day = 24 * 60 * 60 * 1000
/** Limits the rows of a step, and the steps of a batch: those that have begun when its time (ms) is over, one at least. */
const batch = { rows: 4, mostSteps: 32, longest: 4 } as const

type Parts = Pick<
  OpenDesk,
  'store' | 'audit' | 'clock' | 'live' | 'settings' | 'finishBeforeExit' | 'believedTime'
>

/**
 * Purges once a day from now on, and whenever it is asked to; says what failed in a daily run. Nothing is purged while
 * the clock is not believed, and the audit never.
 */
export function startRetention(desk: Parts, report: (error: unknown) => void): Retention {
  let stopped = false
  let isHeld = false
  let running: Promise<void> | null = null
  let following: Promise<void> | null = null
  const isStopped = (): boolean => stopped

  /** Gives the time to purge by; null while the clock is not believed, which is told once. */
  const believedNow = (): number | null => {
    const { isBelieved, shows, believed } = desk.believedTime.follow()
    if (!isBelieved && !isHeld) {
      desk.audit.append({
        action: 'purge.held',
        result: 'done',
        actor: 'desk',
        target: desk.store.id,
        detail: { shows, believed },
      })
    }
    isHeld = !isBelieved
    return isBelieved ? Date.parse(shows) : null
  }
  const purge = async (): Promise<void> => {
    if (stopped) return
    const now = desk.store.transaction(believedNow)
    if (now === null) return
    const { exchangesDays, candidatesDays } = desk.settings.current().retention
    const exchanges = exchangeRows(desk.store)
    await inBatches(desk, isStopped, {
      action: 'exchanges.purged',
      before: daysBefore(now, exchangesDays),
      step(before) {
        const removed = exchanges.purge(before, batch.rows)
        return { removed, isLast: removed < batch.rows }
      },
      topic: 'exchanges',
    })
    let after = 0
    await inBatches(desk, isStopped, {
      action: 'candidates.purged',
      before: daysBefore(now, Math.max(candidatesDays, thresholds.candidateLife / day)),
      step(before) {
        const { removed, next } = purgeCandidates(desk.store, before, { after, limit: batch.rows })
        after = next ?? after
        return { removed, isLast: next === null }
      },
    })
  }
  const begin = (): Promise<void> => {
    running = desk.finishBeforeExit(purge()).finally(() => {
      running = null
    })
    return running
  }
  const run = (): Promise<void> => {
    if (running === null) return begin()
    following ??= running
      .catch(() => undefined)
      .then(() => {
        following = null
        return begin()
      })
    return following
  }
  const daily = setInterval(() => {
    void run().catch(report)
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
  /** Deletes a few rows; says how many, and whether there are more to look at. */
  step: (before: string) => { removed: number; isLast: boolean }
  /** Names what open pages read anew where something was purged; nobody looks at the other. */
  topic?: LiveTopic
}

/**
 * Deletes batch by batch, each in one transaction with its event, and lets everything else run in between. A batch ends
 * by its time: how long a row takes is known only once it is deleted.
 */
async function inBatches(
  desk: Parts,
  isStopped: () => boolean,
  { action, before, step, topic }: Purge,
): Promise<void> {
  const elapsed = (): number => desk.clock.elapsed?.() ?? performance.now()
  const takeSteps = (): { count: number; isLast: boolean } => {
    const until = elapsed() + batch.longest
    let count = 0
    for (let steps = 1; ; steps++) {
      const { removed, isLast } = step(before)
      count += removed
      if (isLast || steps === batch.mostSteps || elapsed() >= until) return { count, isLast }
    }
  }
  for (let isOver = false; !isOver && !isStopped();) {
    const { count, isLast } = desk.store.transaction(() => {
      const taken = takeSteps()
      if (taken.count > 0) {
        desk.audit.append({
          action,
          result: 'done',
          actor: 'desk',
          target: 'desk',
          detail: { count: taken.count, before },
        })
      }
      return taken
    })
    if (count > 0 && topic !== undefined) desk.live.publish(topic)
    isOver = isLast
    await nextTurn()
  }
}

function daysBefore(now: number, days: number): string {
  return new Date(now - days * day).toISOString()
}
