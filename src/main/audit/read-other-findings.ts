import type { AccountName } from '../store/audit/findings-reader.ts'
import { StoreError } from '../store/store-error.ts'
import type { FindingCounts } from './findings.ts'
import {
  countAllFindings,
  listFindings,
  listFindingsInOrder,
  type FindingsAsked,
  type FindingsPage,
  type SortedFindingsAsked,
} from './list-findings.ts'
import { openFindings, type OpenFindings } from './open-findings.ts'
import { asOtherAnswer, type OtherAnswer } from './other-answer.ts'

/** Says whose findings are wanted; `givenUp` is not 0 once nobody waits for them any longer. */
interface OtherFile {
  path: string
  givenUp?: Int32Array<SharedArrayBuffer> | undefined
}

/** Asks for a page of another file's findings, admins first or in an order. */
export type OtherFindingsTask = OtherFile & (FindingsAsked | SortedFindingsAsked)

/** Carries a page of another file's findings, where the next begins, and the name of the account that `sameAs` asks for. */
export type OtherFindingsPage = FindingsPage<readonly unknown[]> & { sameAs: string | null }

/** Reads a page of what another file holds of passwords; nothing of it is unsealed, and nothing of it is proven. */
export function readOtherFindings({
  path,
  givenUp,
  ...asked
}: OtherFindingsTask): OtherAnswer<OtherFindingsPage> {
  return reading({ path, givenUp }, (findings) => ({
    ...('order' in asked ? listFindingsInOrder(findings, asked) : listFindings(findings, asked)),
    sameAs: nameOf(findings, asked.filter.sameAs),
  }))
}

function nameOf(findings: OpenFindings, one: AccountName | undefined): string | null {
  if (one === undefined) return null
  for (const { kind, id, account, userID } of findings.facts(one))
    if (kind === one.kind && id === one.id) return account || userID
  return null
}

/** Counts another file's findings at a time (milliseconds since the epoch). */
export function countOtherFindings({
  now,
  ...file
}: OtherFile & { now: number }): OtherAnswer<FindingCounts> {
  return reading(file, (findings) => countAllFindings(findings, now))
}

function reading<T>({ path, givenUp }: OtherFile, work: (findings: OpenFindings) => T): OtherAnswer<T> {
  try {
    const findings = openFindings(path, { isForeign: true })
    try {
      return { value: work(askedFor(findings, givenUp)) }
    } finally {
      findings.close()
    }
  } catch (error) {
    // What a file holds in place of what a store does fails in any way.
    return asOtherAnswer(
      error instanceof StoreError ? error : new StoreError('damaged', null, { cause: error }),
    )
  }
}

/** Ends each way of reading with an error once nobody waits for it. */
function askedFor(findings: OpenFindings, givenUp: OtherFile['givenUp']): OpenFindings {
  function* asLongAsAsked<Row>(rows: Iterable<Row>): Generator<Row, void> {
    for (const row of rows) {
      if (givenUp !== undefined && Atomics.load(givenUp, 0) !== 0) throw new Error('nobody waits')
      yield row
    }
  }
  return {
    ...findings,
    facts: (sameAs) => asLongAsAsked(findings.facts(sameAs)),
    all: (now) => asLongAsAsked(findings.all(now)),
    after: (...from) => asLongAsAsked(findings.after(...from)),
  }
}
