import { isDeepStrictEqual } from 'node:util'
import type { AuditEntry } from '../../../shared/model/ports.ts'
import { readyQuery, type ReadyQuery } from '../../store/ready-query.ts'
import type { Store, StoreQueries } from '../../store/store.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Carries what work has read and what it would write, to be done later in one transaction. */
export interface RecordedWork {
  reads: { query: ReadyQuery; kind: 'all' | 'get'; found: unknown }[]
  writes: ({ query: ReadyQuery } | { event: AuditEntry })[]
}

/** Says, inside the transaction, that something is not any more as the work has read it. */
export class ReadOtherwiseError extends Error {}

/** Gives a desk that reads what is there, writes nothing, and notes both; its writes are not read back. */
export function recordWork(desk: OpenDesk): { recording: OpenDesk; work: RecordedWork } {
  const work: RecordedWork = { reads: [], writes: [] }
  const { store } = desk
  const recordingStore: Store = {
    ...store,
    all(asked) {
      const query = readyQuery(asked)
      const found = store.all(query)
      work.reads.push({ query, kind: 'all', found })
      return found
    },
    get(asked) {
      const query = readyQuery(asked)
      const found = store.get(query)
      work.reads.push({ query, kind: 'get', found })
      return found
    },
    run: (query) => work.writes.push({ query: readyQuery(query) }),
    transaction: (writing) => writing(),
    joinTransaction: (writing) => writing(),
  }
  // Nothing that a file brings in refers to its events by their place.
  const append = (event: AuditEntry): number => work.writes.push({ event })
  return { recording: { ...desk, store: recordingStore, audit: { ...desk.audit, append } }, work }
}

/**
 * Does recorded work in the transaction that is open, one step a `yield`; fails with `ReadOtherwiseError`, before
 * anything is written, where the store does not read as it did.
 */
export function* doRecorded(
  desk: Pick<OpenDesk, 'audit'>,
  { reads, writes }: RecordedWork,
  inside: StoreQueries,
): Generator<undefined, void> {
  for (const { query, kind, found } of reads) {
    if (!isDeepStrictEqual(inside[kind](query), found)) throw new ReadOtherwiseError('read otherwise')
    yield
  }
  const append = desk.audit.appendInside(inside)
  for (const write of writes) {
    if ('query' in write) inside.run(write.query)
    else append(write.event)
    yield
  }
}
