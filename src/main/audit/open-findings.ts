import { factsPlace, openFindingsReader, type FactsPlace } from '../store/findings-reader.ts'
import { accountFindings, readFindings, type AccountFindings } from './findings.ts'
import type { PasswordFacts } from '../store/password-facts.ts'

/** Holds the findings of a store, or of an auditor's copy of one, open for reading. */
export interface OpenFindings {
  storeId: string
  /** Gives what is known of every account's password, in any order. */
  facts(): Iterable<PasswordFacts>
  /** Gives every account with its findings at a time (milliseconds since the epoch). */
  all(now: number): Iterable<AccountFindings>
  /** Gives the accounts after a place, each with its own, quickly to the first. */
  after(place: FactsPlace | undefined, now: number): Iterable<{ row: AccountFindings; place: FactsPlace }>
  close(): void
}

/** Opens the findings of a store without any key, beside its writer; fails with a `StoreError`. */
export function openFindings(path: string): OpenFindings {
  const reader = openFindingsReader(path)
  return {
    storeId: reader.storeId,
    facts: () => reader.facts(true),
    all: (now) => readFindings(reader, now),
    *after(place, now) {
      for (const facts of reader.factsAfter(place))
        yield { row: accountFindings(facts, now), place: factsPlace(facts) }
    },
    close: () => {
      reader.close()
    },
  }
}
