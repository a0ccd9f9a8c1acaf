import { sql as raw } from 'kysely'
import { openChangeStates } from '../../../shared/model/change.ts'
import { prepareQuery } from '../directory-prepared-query.ts'
import { prepareColumns } from '../prepared-columns.ts'
import type { CandidatesTable, ChangesTable } from '../schema/schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Reads and writes the journal of changes and the passwords that may be in force while one is open. */
export interface ChangeRows {
  get(id: string): ChangesTable | undefined
  /** Gives the change that holds a subject, if one does. */
  openOf(subject: string): ChangesTable | undefined
  /** Gives every change that holds its subject, oldest first. */
  open(): ChangesTable[]
  /** Gives the newest changes, newest first. */
  newest(limit: number): ChangesTable[]
  /** Gives the newest changes of a subject, open or ended. */
  ofSubject(subject: string, limit: number): ChangesTable[]
  history(accountId: string, before: string | undefined, limit: number): ChangesTable[]
  /** Counts the changes that were planned after a time (UTC); all of them where none is given. */
  countSince(at: string | null): number
  /** Says whether a change of an account's password went through. */
  changedAccount(accountId: string): boolean
  insert(row: ChangesTable): void
  update(id: string, values: Partial<Omit<ChangesTable, 'id' | 'subject' | 'account_id'>>): void
  insertCandidate(row: CandidatesTable): void
  candidates(changeId: string): CandidatesTable[]
}

// Written as in the index: only then may SQLite read the index of open changes in place of the whole journal.
const isOpen = raw<boolean>`state IN (${raw.join(openChangeStates.map((state) => raw.lit(state)))})`
const changes = () => sql.selectFrom('changes').selectAll()
const byId = prepareQuery((id: string) => changes().where('id', '=', id))
const openOf = prepareQuery((subject: string) => changes().where('subject', '=', subject).where(isOpen))
const insert = prepareColumns((row: ChangesTable) => sql.insertInto('changes').values(row))
const update = prepareColumns(({ id, ...values }: Pick<ChangesTable, 'id'> & Partial<ChangesTable>) =>
  sql.updateTable('changes').set(values).where('id', '=', id),
)
const insertCandidate = prepareColumns((row: CandidatesTable) => sql.insertInto('candidates').values(row))

/** Makes the repository of the journal. */
export function changeRows(store: Store): ChangeRows {
  return {
    get: (id) => store.get(byId(id)),
    openOf: (subject) => store.get(openOf(subject)),
    // Sorted here: asked to sort, SQLite reads the whole journal in the order of its ids.
    open: () => store.all(changes().where(isOpen)).toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    newest: (limit) => store.all(changes().orderBy('id', 'desc').limit(limit)),
    ofSubject: (subject, limit) =>
      store.all(changes().where('subject', '=', subject).orderBy('id', 'desc').limit(limit)),
    history(accountId, before, limit) {
      let query = changes().where('account_id', '=', accountId).orderBy('id', 'desc').limit(limit)
      if (before !== undefined) query = query.where('id', '<', before)
      return store.all(query)
    },
    countSince: (at) =>
      store.get(
        sql
          .selectFrom('changes')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('planned_at', '>', at ?? ''),
      )?.count ?? 0,
    changedAccount: (accountId) =>
      store.get(
        sql
          .selectFrom('changes')
          .select('id')
          .where('account_id', '=', accountId)
          .where('state', 'in', ['confirmed', 'verified'])
          .limit(1),
      ) !== undefined,
    insert(row) {
      store.run(insert(row))
    },
    update(id, values) {
      store.run(update({ ...values, id }))
    },
    insertCandidate(row) {
      store.run(insertCandidate(row))
    },
    candidates: (changeId) =>
      store.all(sql.selectFrom('candidates').selectAll().where('change_id', '=', changeId)),
  }
}
