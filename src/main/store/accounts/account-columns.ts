import { sql as raw, type Selectable } from 'kysely'
import type { ChangeState } from '../../../shared/model/change.ts'
import type { Environment, System } from '../../../shared/model/systems.ts'
import type { AccountsTable } from '../schema/schema.ts'
import { sql } from '../sql.ts'

/** Carries an account joined with its backend and its last change. */
export interface AccountRow extends Selectable<AccountsTable> {
  backend_name: string
  backend_system: System
  backend_environment: Environment
  last_change_state: ChangeState | null
  /** Names the operator who decided about the last change without a proof. */
  last_change_settled_by: string | null
  /** Is 1 where another admin, or a user of the built-in directory, has the same password. */
  is_reused: 0 | 1
}

const isReused = raw<boolean>`(
  EXISTS (SELECT 1 FROM accounts AS other
    WHERE other.password_fingerprint = accounts.password_fingerprint AND other.id <> accounts.id)
  OR EXISTS (SELECT 1 FROM directory_users AS person
    WHERE person.password_fingerprint = accounts.password_fingerprint))`

/** Joins accounts with their backends and their last changes. */
export const joinedAccounts = () =>
  sql
    .selectFrom('accounts')
    .innerJoin('backends', 'backends.id', 'accounts.backend_id')
    .leftJoin('changes', 'changes.id', 'accounts.last_change_id')

/** Joins the same so that SQLite keeps to the order of the backends' names; left to itself, it sorts every account. */
export const joinedByBackend = () =>
  sql
    .selectFrom('backends')
    .crossJoin('accounts')
    .leftJoin('changes', 'changes.id', 'accounts.last_change_id')
    .whereRef('accounts.backend_id', '=', 'backends.id')

/** Selects what an `AccountRow` carries. */
export const accountColumns = (of = joinedAccounts()) =>
  of
    .selectAll('accounts')
    .select([
      'backends.name as backend_name',
      'backends.system as backend_system',
      'backends.environment as backend_environment',
      'changes.state as last_change_state',
      'changes.settled_by as last_change_settled_by',
      raw<0 | 1>`${isReused}`.as('is_reused'),
    ])
