import { outcomeSchema, type Outcome } from '../../../shared/model/outcome.ts'
import { changeRows } from '../../store/changes/changes.ts'
import { exchangeRows } from '../../store/backends/exchanges.ts'
import { subjectOf } from './change-subject.ts'
import { exchangeOfChange } from './journal.ts'
import type { OpenDesk } from '../open-desk.ts'
import { readJson } from '../read-outcome.ts'

/** Says how many changes may have ended before the record of their requests was written, with room to spare. */
const examined = 200
const day = 24 * 60 * 60 * 1000

/**
 * Writes the record of requests that a desk still had in memory when it was ended in the middle: their changes carry
 * the outcomes.
 */
export function recoverExchanges(desk: OpenDesk): void {
  const rows = exchangeRows(desk.store)
  const keptFrom = new Date(
    desk.clock.now() - desk.settings.current().retention.exchangesDays * day,
  ).toISOString()
  for (const change of changeRows(desk.store).newest(examined).toReversed()) {
    if (change.outcome === null || (change.sending_at ?? '') < keptFrom) continue
    if (rows.hasOutcome(change.id, change.outcome)) continue
    const subject = subjectOf(desk, change)
    const outcome = readJson(change.outcome)
    if (subject === null || !isOutcome(outcome) || outcome.operation !== change.operation) continue
    const { id, operator } = change
    const at = change.ended_at ?? change.sending_at ?? undefined
    desk.exchangeLog.recordLater({ ...exchangeOfChange({ id, subject, operator }, outcome), at })
  }
  desk.exchangeLog.flush()
}

/** Leaves the value as it is: its text must be that of the change, by which its record is known. */
function isOutcome(value: unknown): value is Outcome {
  return outcomeSchema.safeParse(value).success
}
