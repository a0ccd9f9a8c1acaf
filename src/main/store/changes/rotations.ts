import { sql as raw } from 'kysely'
import type { ChangeState, SessionEffect } from '../../../shared/model/change.ts'
import {
  rotationRowStates,
  rotationStates,
  runningRotationStates,
  type RotationCounts,
  type RotationRowReason,
  type RotationRowState,
  type RotationSort,
  type RotationState,
} from '../../../shared/model/rotation.ts'
import type { Environment } from '../../../shared/model/systems.ts'
import type { RotationRowsTable, RotationsTable } from '../schema/credential-schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries a rotation with the name of its backend. */
export interface RotationRow extends RotationsTable {
  backend_name: string
  backend_environment: Environment
}

/** Carries one account of a rotation with its names, what became of it by now, and the state that its change has. */
export interface RotationAccountRow extends Omit<RotationRowsTable, 'state'> {
  state: RotationRowState
  user_id: string
  account: string
  nickname: string
  change_state: ChangeState | null
  change_settled_by: string | null
  change_sessions: SessionEffect | null
}

/** Carries an account of a rotation as it is planned: refused for a reason, or waiting. */
export interface PlannedAccount {
  accountId: string
  reason: RotationRowReason | null
}

/** Says which rotations are wanted, in which order, and after which one. */
export interface RotationSelection {
  state?: RotationState | undefined
  sort: RotationSort
  descending: boolean
  /** Is the id of the last one of the page before. */
  after?: string | undefined
}

/** Reads and writes rotations and their accounts. */
export interface RotationRows {
  get(id: string): RotationRow | undefined
  /** Gives rotations in their order; one that the page before ended with is gone on from where it stands by now. */
  list(selection: RotationSelection, limit: number): RotationRow[]
  /** Gives the rotation that holds a backend, if one does. */
  runningAt(backendId: string): RotationRow | undefined
  /** Gives the rotations that a desk left when it was ended in the middle. */
  interrupted(): RotationRow[]
  /** Gives the rotations that were begun and not ended, the oldest first. */
  unfinished(): RotationRow[]
  insert(row: RotationsTable, accounts: readonly PlannedAccount[]): void
  update(id: string, values: Partial<Omit<RotationsTable, 'id' | 'backend_id'>>): void
  /** Counts the accounts by what became of them by now. */
  counts(id: string): RotationCounts
  /** Gives when the last account that is changed by now had its turn; null where none is. */
  lastChangedAt(id: string): string | null
  /** Gives the accounts after a position, in their order. */
  page(id: string, after: number, limit: number, state?: RotationRowState): RotationAccountRow[]
  nextWaiting(id: string): RotationAccountRow | undefined
  changing(id: string): RotationAccountRow[]
  updateRow(id: string, position: number, values: RowResult): void
  /** Marks what still waits as skipped. */
  skipWaiting(id: string, at: string): void
  /** Gives the change that a rotation began on an account, if it got that far. */
  changeOf(id: string, accountId: string): { id: string; state: ChangeState } | undefined
  /** Says whether an account stands in a rotation, also in one that ended. */
  hasAccount(accountId: string): boolean
}

type RowResult = Partial<Pick<RotationRowsTable, 'state' | 'reason' | 'change_id' | 'ended_at'>>

/** A row that was unknown stays so: its change alone says whether it was proven or decided since. */
const stateByNow = raw<RotationRowState>`CASE
  WHEN rotation_rows.state <> 'unknown' THEN rotation_rows.state
  WHEN changes.state NOT IN ('verified', 'not-applied') THEN 'unknown'
  WHEN changes.settled_by IS NOT NULL THEN 'decided'
  WHEN changes.state = 'verified' THEN 'confirmed'
  WHEN changes.state = 'not-applied' THEN 'not-applied'
  ELSE 'unknown' END`

/** Whoever counts has to look at the changes of unknown rows alone: of ten thousand, that is a fifth of the time. */
const changeOfUnknown = raw<string>`iif(rotation_rows.state = 'unknown', rotation_rows.change_id, NULL)`

/** Makes the repository of rotations. */
export function rotationRows(store: Store): RotationRows {
  const rotations = () =>
    sql
      .selectFrom('rotations')
      .innerJoin('backends', 'backends.id', 'rotations.backend_id')
      .selectAll('rotations')
      .select(['backends.name as backend_name', 'backends.environment as backend_environment'])
  const accounts = (id: string) =>
    sql
      .selectFrom('rotation_rows')
      .innerJoin('accounts', 'accounts.id', 'rotation_rows.account_id')
      .leftJoin('changes', 'changes.id', 'rotation_rows.change_id')
      .select(['rotation_rows.rotation_id', 'rotation_rows.position', 'rotation_rows.account_id'])
      .select(['rotation_rows.reason', 'rotation_rows.change_id', 'rotation_rows.ended_at'])
      .select(['accounts.user_id', 'accounts.account', 'accounts.nickname'])
      .select(['changes.state as change_state', 'changes.settled_by as change_settled_by'])
      .select('changes.sessions as change_sessions')
      .select(stateByNow.as('state'))
      .where('rotation_rows.rotation_id', '=', id)
      .orderBy('rotation_rows.position')
  const byTime = ({ state, descending, after }: Omit<RotationSelection, 'sort'>) => {
    let query = rotations().orderBy('rotations.id', descending ? 'desc' : 'asc')
    if (state !== undefined) query = query.where('rotations.state', '=', state)
    return after === undefined ? query : query.where('rotations.id', descending ? '<' : '>', after)
  }
  const get = (id: string) => store.get(rotations().where('rotations.id', '=', id))
  return {
    get,
    list({ state, sort, descending, after }, limit) {
      if (sort === 'planned') return store.all(byTime({ state, descending, after }).limit(limit))
      const states = statesInOrder(descending).filter((one) => state === undefined || one === state)
      const last = after === undefined ? undefined : get(after)
      const found: RotationRow[] = []
      for (const one of last === undefined ? states : states.slice(states.indexOf(last.state))) {
        if (found.length === limit) break
        const stretch = { state: one, descending: true, after: one === last?.state ? after : undefined }
        found.push(...store.all(byTime(stretch).limit(limit - found.length)))
      }
      return found
    },
    runningAt: (backendId) =>
      store.get(
        rotations()
          .where('rotations.backend_id', '=', backendId)
          .where('rotations.state', 'in', runningRotationStates),
      ),
    interrupted: () => store.all(rotations().where('rotations.state', 'in', runningRotationStates)),
    unfinished: () =>
      store.all(rotations().where('rotations.state', 'not in', ['planned', 'ended']).orderBy('rotations.id')),
    insert(row, planned) {
      store.run(sql.insertInto('rotations').values(row))
      // One statement for all rows: a plan of hundreds must not hold the loop up.
      const given = planned.map(({ accountId, reason }, at) => ({ position: at + 1, accountId, reason }))
      store.run(
        sql
          .insertInto('rotation_rows')
          .columns(['rotation_id', 'position', 'account_id', 'state', 'reason', 'ended_at'])
          .expression(
            raw`SELECT ${row.id}, value ->> 'position', value ->> 'accountId',
              iif(value ->> 'reason' IS NULL, 'waiting', 'refused'), value ->> 'reason',
              iif(value ->> 'reason' IS NULL, NULL, ${row.planned_at})
              FROM json_each(${JSON.stringify(given)})`,
          ),
      )
    },
    update(id, values) {
      store.run(sql.updateTable('rotations').set(values).where('id', '=', id))
    },
    counts(id) {
      const counted = store.all(
        sql
          .selectFrom('rotation_rows')
          .leftJoin('changes', (on) => on.on('changes.id', '=', changeOfUnknown))
          .select((of) => [stateByNow.as('state_by_now'), of.fn.countAll<number>().as('n')])
          .where('rotation_rows.rotation_id', '=', id)
          .groupBy('state_by_now'),
      )
      const none = rotationRowStates.map((state) => [state, 0] as const)
      return {
        ...(Object.fromEntries(none) as RotationCounts),
        ...Object.fromEntries(counted.map(({ state_by_now: state, n }) => [state, n])),
      }
    },
    lastChangedAt: (id) =>
      store.get(
        sql
          .selectFrom('rotation_rows')
          .leftJoin('changes', (on) => on.on('changes.id', '=', changeOfUnknown))
          .select(({ fn }) => fn.max('rotation_rows.ended_at').as('at'))
          .where('rotation_rows.rotation_id', '=', id)
          .where(stateByNow, '=', 'confirmed'),
      )?.at ?? null,
    page(id, after, limit, state) {
      const query = accounts(id).where('rotation_rows.position', '>', after).limit(limit)
      return store.all(state === undefined ? query : query.where(stateByNow, '=', state))
    },
    nextWaiting: (id) => store.get(accounts(id).where('rotation_rows.state', '=', 'waiting').limit(1)),
    changing: (id) => store.all(accounts(id).where('rotation_rows.state', '=', 'changing')),
    updateRow(id, position, values) {
      store.run(
        sql
          .updateTable('rotation_rows')
          .set(values)
          .where('rotation_id', '=', id)
          .where('position', '=', position),
      )
    },
    skipWaiting(id, at) {
      store.run(
        sql
          .updateTable('rotation_rows')
          .set({ state: 'skipped', ended_at: at })
          .where('rotation_id', '=', id)
          .where('state', '=', 'waiting'),
      )
    },
    changeOf: (id, accountId) =>
      store.get(
        sql
          .selectFrom('changes')
          .select(['id', 'state'])
          .where('account_id', '=', accountId)
          .where('rotation_id', '=', id),
      ),
    hasAccount: (accountId) =>
      store.get(
        sql.selectFrom('rotation_rows').select('position').where('account_id', '=', accountId).limit(1),
      ) !== undefined,
  }
}

function statesInOrder(descending: boolean): RotationState[] {
  return descending ? rotationStates.toReversed() : [...rotationStates]
}
