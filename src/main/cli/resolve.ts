import { Option } from 'commander'
import type { ChangeView } from '../../shared/contract/changes.ts'
import type { ChangeState } from '../../shared/model/change.ts'
import { Problem } from '../../shared/model/problems.ts'
import type { Desk } from '../desk.ts'
import { CommandError, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { asOperator, type CommandOperator } from './operator-session.ts'
import { startBuiltIn } from './start-built-in.ts'

interface ResolveOptions {
  store: string
  change: string
  applied?: true
  notApplied?: true
}

/** Adds `resolve`: finds out what became of an unknown change, or takes the operator's word for it. */
export const defineResolve: CommandDefinition = (program, context, ends) => {
  program
    .command('resolve')
    .description(
      'find out what became of an unknown change; exit 0 the new password is in force, 1 it is not, 3 still not known',
    )
    .option('--store <file>', 'the store', context.defaultStore)
    .requiredOption('--change <id>', 'the change')
    .addOption(
      new Option('--applied', 'decide, without a sign-in: the new password is in force').conflicts(
        'notApplied',
      ),
    )
    .addOption(new Option('--not-applied', 'decide, without a sign-in: the old password is still in force'))
    .addHelpText(
      'after',
      '\nWithout a decision the desk signs in with the new password, then with the old one, once the request can no\n' +
        'longer take effect: at most three times a change and five times an account and hour.',
    )
    .action((options: ResolveOptions) => ends(runResolve(context, options)))
}

/** Resolves a change, prints what is known of it as JSON, and gives the exit code. */
export async function runResolve(context: CommandContext, options: ResolveOptions): Promise<number> {
  return asOperator(context, { storePath: options.store }, async (desk, operator) => {
    const before = known(desk, operator, options.change)
    if (before.backend.id === 'built-in') await startBuiltIn(desk, operator)
    const outcome = options.applied ? 'applied' : options.notApplied ? 'not-applied' : null
    const refusal = await desk.changes
      .resolve(operator, {
        changeId: before.id,
        // Whoever names the change on the command line has typed the target.
        ...(outcome !== null && { decision: { outcome, confirmation: before.subject.name } }),
      })
      .then(() => null, explained)
    const view = known(desk, operator, before.id)
    context.out(JSON.stringify(view))
    if (refusal !== null) context.note(refusal)
    return exitCodeOf(view.state)
  })
}

function known(desk: Desk, operator: CommandOperator, changeId: string): ChangeView {
  try {
    return desk.changes.get(operator, changeId)
  } catch (error) {
    if (error instanceof Problem && error.code === 'NOT_FOUND') {
      throw new CommandError(`There is no change ${changeId}.`)
    }
    throw error
  }
}

function exitCodeOf(state: ChangeState): number {
  switch (state) {
    case 'confirmed':
    case 'verified':
      return exitCodes.done
    case 'rejected':
    case 'not-sent':
    case 'not-applied':
      return exitCodes.negative
    default:
      return exitCodes.unreachable
  }
}

/** Says why nothing was found out; what no operator can meet here is thrown on. */
function explained(error: unknown): string {
  if (!(error instanceof Problem)) throw error
  switch (error.code) {
    case 'SETTLE_TIME': {
      const { until } = error.data as { until: string }
      return `The request may still take effect until ${until}: nothing is concluded before. Try again after that.`
    }
    case 'PROBES_USED_UP': {
      const { until } = error.data as { until: string | null }
      const later = until === null ? '' : ` Try again after ${until}, or decide:`
      return `No more sign-ins are tried: too many could lock the account.${later} --applied or --not-applied.`
    }
    case 'CHANGE_NOT_OPEN':
      return 'This change is not open: there is nothing to find out.'
    case 'BACKEND_DOWN':
    case 'BACKEND_SECRET_ELSEWHERE':
      return `The backend cannot be used (${error.code}). Nothing was sent.`
    case 'SEALED_VALUE_DAMAGED': {
      const { place } = error.data as { place: string }
      return `${place} was changed from outside, or is damaged. Nothing was sent; run audit verify, then decide: --applied or --not-applied.`
    }
    default:
      throw error
  }
}
