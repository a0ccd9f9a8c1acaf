import type { Drift } from '../../../shared/model/outcome.ts'
import type { Verdict } from '../verdict.ts'
import { hasAccount, type UserProof } from './client-rule.ts'
import { filledText } from './documented-text.ts'
import { newPassFailures, ours, updateSignFailures } from './wire.ts'

/** Carries what a console's flags are set to; null where nobody knows. */
export interface ConsoleFlags {
  tokenValidation: boolean | null
  /** Says whether users may change their passwords; `newPass` alone asks for it. */
  allowPasswordChange: boolean | null
}

type Shown = Partial<ConsoleFlags>

/**
 * Adds to what an answer lets conclude where it shows that the console's flags are not what is recorded, each as a
 * drift entry that names the flag. No call reads the flags, so an answer is all that can tell.
 */
export function withFlagDrift(
  operation: 'newPass' | 'updateSign',
  read: Verdict,
  recorded: ConsoleFlags,
  proof: UserProof,
): Verdict {
  if (read.status === 'unknown') return read
  const shown = operation === 'newPass' ? shownByNewPass(read, proof) : shownByUpdateSign(read, proof)
  const drift = (['tokenValidation', 'allowPasswordChange'] as const).flatMap((name): Drift[] => {
    const [expected, got] = [recorded[name], shown[name] ?? null]
    if (expected === null || got === null || expected === got) return []
    const flag = filledText(ours.flagDrift, name)
    return [{ expected: `${flag}: ${String(expected)}`, got: `${flag}: ${String(got)}` }]
  })
  return { ...read, drift: [...drift, ...read.drift] }
}

function shownByNewPass({ status, message }: Verdict, proof: UserProof): Shown {
  const byTokenAlone = !hasAccount(proof)
  if (status === 'succeeded') {
    return { allowPasswordChange: true, ...(byTokenAlone ? { tokenValidation: true } : {}) }
  }
  switch (message) {
    case newPassFailures.changeNotAllowed.data:
      return { allowPasswordChange: false }
    case newPassFailures.accountMissing.data:
      return byTokenAlone ? { tokenValidation: false } : {}
    case newPassFailures.tokenInvalid.data:
      return { tokenValidation: true }
    default:
      return {}
  }
}

function shownByUpdateSign({ status, message }: Verdict, { token }: UserProof): Shown {
  if (status === 'succeeded') return { tokenValidation: !token.isEmpty }
  switch (message) {
    case updateSignFailures.tokenMissing.data:
    case updateSignFailures.tokenInvalid.data:
      return { tokenValidation: true }
    case updateSignFailures.accountMissing.data:
      return token.isEmpty ? {} : { tokenValidation: false }
    default:
      return {}
  }
}
