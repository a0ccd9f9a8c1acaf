import type { DefaultKind, PasswordFinding } from '../../shared/model/password-findings.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import type { PasswordFacts } from '../store/accounts/password-facts.ts'
import type { SharedPassword } from '../store/accounts/shared-passwords.ts'

/** Carries one account with everything found against its password; nothing of the password is in it. */
export interface AccountFindings {
  /** Says whether it is an admin of a backend, or a user of the built-in directory. */
  kind: 'admin' | 'user'
  id: string
  backendId: string
  backend: string
  /** Names a user's application; null for an admin. */
  application: string | null
  userID: string
  account: string
  /** Is UTC; null where it is not known. */
  passwordChangedAt: string | null
  findings: PasswordFinding[]
  /** Is false where the password never was at hand, as with an imported hash: only its age is judged. */
  judged: boolean
  defaultKind: DefaultKind | null
  /** Counts the other accounts with the same password. */
  reusedBy: number
  /** Is the same for accounts with the same password; a place in the store, made of nothing of the password. */
  reuseGroup: number | null
  /** Is zxcvbn's score, from 0 to 4. */
  score: number | null
}

/** Counts accounts by what is found against them. */
export type FindingCounts = Record<PasswordFinding, number> & { accounts: number; notJudged: number }

/** Says what is found against a password at a time (milliseconds since the epoch). */
export function findingsAgainst(
  {
    defaultKind,
    others,
    score,
    changedAt,
  }: Pick<PasswordFacts, 'defaultKind' | 'score' | 'changedAt'> & Pick<SharedPassword, 'others'>,
  now: number,
): PasswordFinding[] {
  const found: PasswordFinding[] = []
  if (defaultKind !== null) found.push('default')
  if (others > 0) found.push('reused')
  if (score !== null && score < thresholds.weakBelowScore) found.push('weak')
  if (changedAt !== null && now - Date.parse(changedAt) > thresholds.stalePasswordAge) found.push('stale')
  return found
}

/** Gives the time before which a password's last change makes it stale (UTC). */
export function staleBefore(now: number): string {
  return new Date(now - thresholds.stalePasswordAge).toISOString()
}

/** Judges what a store keeps of an account's password at a time. */
export function accountFindings(facts: PasswordFacts, now: number): AccountFindings {
  const { defaultKind, score, changedAt } = facts
  const { others, group } = facts.shared()
  return {
    kind: facts.kind,
    id: facts.id,
    backendId: facts.backendId,
    backend: facts.backend,
    application: facts.application,
    userID: facts.userID,
    account: facts.account,
    passwordChangedAt: changedAt,
    findings: findingsAgainst({ defaultKind, others, score, changedAt }, now),
    judged: facts.isFingerprinted && facts.score !== null,
    defaultKind,
    reusedBy: others,
    reuseGroup: group,
    score,
  }
}

/** Reads the findings of every account, one row each, admins first; needs no key and unseals nothing. */
export function* readFindings(
  reader: { facts(): Iterable<PasswordFacts> },
  now: number,
): Generator<AccountFindings, void> {
  for (const facts of reader.facts()) yield accountFindings(facts, now)
}

/** Begins counting findings. */
export function noFindings(): FindingCounts {
  return { accounts: 0, default: 0, reused: 0, weak: 0, stale: 0, notJudged: 0 }
}

/** Counts one account in. */
export function countFindings(counts: FindingCounts, row: AccountFindings): void {
  counts.accounts++
  if (!row.judged) counts.notJudged++
  for (const finding of row.findings) counts[finding]++
}
