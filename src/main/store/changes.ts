import { openChangeStates } from '../../shared/model/change.ts'
import { prepareQuery } from './directory-prepared-query.ts'
import { prepareColumns } from './prepared-columns.ts'
import type { CandidatesTable, ChangesTable } from './schema.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Reads and writes the journal of changes and the passwords that may be in force while one is open. */
export interface ChangeRows {
  get(id: string): ChangesTable | undefined
  /** Gives the change that holds an account, if one does. */
  openOf(accountId: string): ChangesTable | undefined
  /** Gives the changes that a desk left when it was ended in the middle. */
  interrupted(): ChangesTable[]
  history(accountId: string, before: string | undefined, limit: number): ChangesTable[]
  insert(row: ChangesTable): void
  update(id: string, values: Partial<Omit<ChangesTable, 'id' | 'account_id'>>): void
  insertCandidate(row: CandidatesTable): void
  candidates(changeId: string): CandidatesTable[]
}

const changes = () => sql.selectFrom('changes').selectAll()
const byId = prepareQuery((id: string) => changes().where('id', '=', id))
const openOf = prepareQuery((accountId: string) =>
  changes().where('account_id', '=', accountId).where('state', 'in', openChangeStates),
)
const insert = prepareColumns((row: ChangesTable) => sql.insertInto('changes').values(row))
const update = prepareColumns(({ id, ...values }: Pick<ChangesTable, 'id'> & Partial<ChangesTable>) =>
  sql.updateTable('changes').set(values).where('id', '=', id),
)
const insertCandidate = prepareColumns((row: CandidatesTable) => sql.insertInto('candidates').values(row))

/** Makes the repository of the journal. */
export function changeRows(store: Store): ChangeRows {
  return {
    get: (id) => store.get(byId(id)),
    openOf: (accountId) => store.get(openOf(accountId)),
    interrupted: () => store.all(changes().where('state', 'in', ['planned', 'staged', 'sending'])),
    history(accountId, before, limit) {
      let query = changes().where('account_id', '=', accountId).orderBy('id', 'desc').limit(limit)
      if (before !== undefined) query = query.where('id', '<', before)
      return store.all(query)
    },
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
