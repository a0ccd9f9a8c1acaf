import {
  factsPlace,
  openFindingsReader,
  type AccountName,
  type FactsPlace,
} from '../store/audit/findings-reader.ts'
import { accountFindings, readFindings, type AccountFindings } from './findings.ts'
import type { PasswordFacts } from '../store/accounts/password-facts.ts'

/** Holds the findings of a store, or of an auditor's copy of one, open for reading. */
export interface OpenFindings {
  storeId: string
  /** Gives what is known of every account's password, or of those that are the same as one's, in any order. */
  facts(sameAs?: AccountName): Iterable<PasswordFacts>
  /** Gives every account with its findings at a time (milliseconds since the epoch). */
  all(now: number): Iterable<AccountFindings>
  /** Gives the accounts after a place, or those with the same password as one, each with its own, quickly to the first. */
  after(
    place: FactsPlace | undefined,
    now: number,
    sameAs?: AccountName,
  ): Iterable<{ row: AccountFindings; place: FactsPlace }>
  close(): void
}

/**
 * Opens the findings of a store without any key, beside its writer; fails with a `StoreError`. `isForeign` says that
 * anybody may have written the file.
 */
export function openFindings(path: string, options: { isForeign?: boolean } = {}): OpenFindings {
  const reader = openFindingsReader(path, options)
  return {
    storeId: reader.storeId,
    facts: (sameAs) => (sameAs === undefined ? reader.facts(true) : reader.factsSharing(sameAs, undefined)),
    all: (now) => readFindings(reader, now),
    *after(place, now, sameAs) {
      const all = sameAs === undefined ? reader.factsAfter(place) : reader.factsSharing(sameAs, place)
      for (const facts of all) yield { row: accountFindings(facts, now), place: factsPlace(facts) }
    },
    close: () => {
      reader.close()
    },
  }
}
