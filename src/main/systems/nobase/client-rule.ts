import type { OutcomeReason, RuleReference } from '../../../shared/model/outcome.ts'
import type { Secret } from '../../../shared/model/secret.ts'

/** Carries what every operation of nobase needs: the application and its signature, as the console shows them. */
export interface Application {
  appid: string
  appSignature: Secret
}

/** Carries how a user is proven to be meant: by account and password, by a token, or by both; empty is absent. */
export interface UserProof {
  user: string
  pass: Secret
  token: Secret
  /** Says what the console's flag "token validation" is set to; null where nobody knows. */
  tokenValidation: boolean | null
}

/** Describes one rule as a check that is made before anything is sent. */
export interface ClientRule<Input> {
  id: string
  /** Gives the reason of the outcome when the rule stops an operation. */
  reason: OutcomeReason
  source: RuleReference
  keeps: (input: Input) => boolean
}

/** Says whether account and password are both given. */
export function hasAccount({ user, pass }: UserProof): boolean {
  return user !== '' && !pass.isEmpty
}

/** Says whether account and password are given as a pair, or not at all. */
export function hasPairOrNone({ user, pass }: UserProof): boolean {
  return (user === '') === pass.isEmpty
}

/** Says whether an account is digits alone; an absent one is judged by other rules. */
export function isDigits(user: string): boolean {
  return /^\d*$/.test(user)
}

/** Makes the rule that every text can be written as UTF-8. */
export function wellFormed<Input>(
  operation: string,
  textsOf: (input: Input) => (string | Secret)[],
): ClientRule<Input> {
  return {
    id: 'well-formed',
    reason: 'malformed-parameter',
    source: {
      document: 'Latchkey',
      section: operation,
      rule: 'Every value is well-formed text, without half a character.',
    },
    keeps: (input) =>
      textsOf(input).every((text) => (typeof text === 'string' ? text : text.reveal()).isWellFormed()),
  }
}
