import { sql as raw, type ExpressionBuilder } from 'kysely'
import { assertNever } from '../../../shared/model/assert-never.ts'
import { openChangeStates } from '../../../shared/model/change.ts'
import type { ChangeFilter } from '../../../shared/model/change-filter.ts'
import type { PasswordFinding } from '../../../shared/model/password-findings.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { stateOfDecided } from '../../../shared/model/told-change.ts'
import { unsettledChangeStates } from '../../../shared/model/unsettled-changes.ts'
import type { AccountOrder } from './account-order.ts'
import type { FoundCondition } from './account-search.ts'
import type { Schema } from '../schema/schema.ts'

/** Says which accounts are wanted, and in which order. */
export interface AccountFilter extends AccountOrder {
  search?: string | undefined
  backendId?: string | undefined
  state?: ChangeFilter | undefined
  /** Asks for passwords against which this is found. */
  finding?: PasswordFinding | undefined
  /** Says before which last change a password is stale (UTC). */
  staleBefore?: string | undefined
  /** Asks for passwords that were changed before (UTC). */
  changedBefore?: string | undefined
}

// Written as in the index of open changes, of which there are few: SQLite then reads that in place of every account.
const isHeld = raw<boolean>`accounts.id IN (
  SELECT held.account_id FROM changes AS held
  WHERE held.state IN (${raw.join(openChangeStates.map((state) => raw.lit(state)))}))`

// Found in two walks along the indexes, once; the plus keeps the rows in the order of the page.
const isAmongReused = raw<boolean>`+accounts.password_fingerprint IN (
  SELECT password_fingerprint FROM accounts WHERE password_fingerprint IS NOT NULL
    GROUP BY password_fingerprint HAVING count(*) > 1
  UNION ALL
  SELECT * FROM (
    SELECT password_fingerprint FROM accounts WHERE password_fingerprint IS NOT NULL
    INTERSECT SELECT password_fingerprint FROM directory_users WHERE password_fingerprint IS NOT NULL))`

function hasFinding(finding: PasswordFinding, staleBefore = '') {
  switch (finding) {
    case 'default':
      return raw<boolean>`accounts.password_default IS NOT NULL`
    case 'reused':
      return isAmongReused
    case 'weak':
      return raw<boolean>`accounts.password_score < ${raw.lit(thresholds.weakBelowScore)}`
    case 'stale':
      return raw<boolean>`accounts.password_changed_at < ${staleBefore}`
    default:
      return assertNever(finding)
  }
}

/** Says how the last change stands: what an operator decided is never among what was proven. */
function standsAs(filter: ChangeFilter) {
  switch (filter) {
    case 'unsettled':
      return [raw<boolean>`changes.state IN (${raw.join(unsettledChangeStates)})`, isHeld]
    case 'decided-applied':
    case 'decided-not-applied':
      return [raw<boolean>`changes.state = ${stateOfDecided(filter)} AND changes.settled_by IS NOT NULL`]
    default:
      return [
        raw<boolean>`changes.state = ${filter} AND changes.settled_by IS NULL`,
        ...(openChangeStates.some((open) => open === filter) ? [isHeld] : []),
      ]
  }
}

type Joined = Pick<Schema, 'accounts' | 'backends' | 'changes'>
type JoinedWhere = ExpressionBuilder<Joined, keyof Joined>

/** Says whether nothing but a text is asked for. */
export function isSearchAlone({ backendId, state, finding, changedBefore }: AccountFilter): boolean {
  return [backendId, state, finding, changedBefore].every((condition) => condition === undefined)
}

/** Says whether nothing is asked for that few rows may have, which an index of its own gives sooner than the order. */
export function isInOrder({ state, finding, changedBefore }: AccountFilter, found?: FoundCondition): boolean {
  const others = [state, finding, changedBefore]
  return found?.areFew !== true && others.every((condition) => condition === undefined)
}

/**
 * Gives the condition of a filter on joined accounts; `found` says which hold its text. Where a backend has many, each
 * account that is come by is asked whether it is of that, in place of the backend for all of its own.
 */
export function matchesFilter(
  where: JoinedWhere,
  filter: AccountFilter,
  found: FoundCondition | undefined,
  hasMany: boolean,
) {
  const all = [raw<boolean>`1 = 1`]
  if (filter.backendId !== undefined) {
    // The plus keeps SQLite from the index of backends.
    const column = raw.raw(found?.areFew === true || hasMany ? '+accounts.backend_id' : 'accounts.backend_id')
    all.push(raw<boolean>`${column} = ${filter.backendId}`)
  }
  if (filter.state !== undefined) all.push(...standsAs(filter.state))
  if (filter.changedBefore !== undefined) {
    all.push(raw<boolean>`accounts.password_changed_at < ${filter.changedBefore}`)
  }
  if (filter.finding !== undefined) all.push(hasFinding(filter.finding, filter.staleBefore))
  if (found !== undefined) all.push(found.condition)
  return where.and(all)
}
