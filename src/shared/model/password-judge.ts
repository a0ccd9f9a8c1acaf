import type { DefaultKind } from './password-findings.ts'
import type { Secret } from './secret.ts'

/** Says whose password is judged: what somebody who guesses would try first. */
export interface PasswordOwner {
  /** Lists the account's name and ID. */
  names: readonly string[]
  /** Lists phone numbers; a name of digits counts as one anyway. */
  phones: readonly string[]
  /** Lists what else is known of the person: it makes a password that holds it weaker. */
  about: readonly string[]
}

/** Carries what is kept of a password beside its hash: a keyed fingerprint, and what makes it a default one. */
export interface QuickJudgement {
  /** Is equal for equal passwords, and cannot be tried without the key. */
  fingerprint: Uint8Array
  defaultKind: DefaultKind | null
}

/** Carries all that is kept of a password; `score` is zxcvbn's, from 0 to 4. */
export interface Judgement extends QuickJudgement {
  score: number
}

/** Judges a password while its text is at hand, which is when it is set. */
export interface PasswordJudge {
  /** Judges in place, but not how hard it is to guess; null where the key is not held or the list is not loaded. */
  quick(password: Secret, owner: PasswordOwner): QuickJudgement | null
  /** Judges all of it, the slow part on a worker thread; null where the key is not held. */
  whole(password: Secret, owner: PasswordOwner): Promise<Judgement | null>
}

/** Carries the columns in which accounts and users keep a judgement; null where it is not made. */
export interface JudgementColumns {
  password_score: number | null
  password_fingerprint: Uint8Array | null
  password_default: DefaultKind | null
}

/** Gives the columns of a judgement, or of none. */
export function judgementColumns(judged: (QuickJudgement & { score?: number }) | null): JudgementColumns {
  return {
    password_score: judged?.score ?? null,
    password_fingerprint: judged?.fingerprint ?? null,
    password_default: judged?.defaultKind ?? null,
  }
}
