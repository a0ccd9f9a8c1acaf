import { assertNever } from '../../shared/model/assert-never.ts'
import { contradictionsMet } from '../../shared/model/contradictions-met.ts'
import type { Outcome } from '../../shared/model/outcome.ts'
import { exitCodes, type CommandContext } from './command.ts'

/**
 * Prints an outcome as JSON, with the same six keys always, and gives its exit code. What says more than the JSON has
 * room for goes to standard error: the rule behind a refusal, the code of a broken connection, and where the documents
 * contradict each other about the answer.
 */
export function printOutcome({ out, note }: Pick<CommandContext, 'out' | 'note'>, outcome: Outcome): number {
  const { operation, status, reason, wire, drift, exchange, rule, failure } = outcome
  out(JSON.stringify({ operation, status, reason, wire, drift, exchange }))
  if (rule !== null) note(`Refused by ${rule.document}, ${rule.section}: ${rule.rule}`)
  if (failure !== undefined) note(`The connection failed: ${failure}`)
  for (const { readings, decision } of contradictionsMet(outcome)) {
    const said = readings.map(({ document, section, says }) => `${document}, ${section}: ${says}`)
    note(`The documents contradict each other here. ${[...said, decision].join(' | ')}`)
  }
  return exitCodeOf(outcome)
}

function exitCodeOf({ status }: Outcome): number {
  switch (status) {
    case 'succeeded':
      return exitCodes.done
    case 'rejected':
    case 'refused':
      return exitCodes.negative
    case 'unreachable':
    case 'unknown':
      return exitCodes.unreachable
    default:
      return assertNever(status)
  }
}
