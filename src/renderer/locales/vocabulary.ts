import type { AdminRow, RuleCheck } from '../../shared/contract/admins.ts'
import type { Application } from '../../shared/contract/applications.ts'
import type { AuditAction, AuditResult } from '../../shared/model/audit-action.ts'
import type { ChangeState } from '../../shared/model/change.ts'
import type { ChangeFilter } from '../../shared/model/change-filter.ts'
import type { DeskSettingName } from '../../shared/model/desk-settings.ts'
import type { RotationRowState, RotationState } from '../../shared/model/rotation.ts'
import type { ServedRule } from '../../shared/model/served-rules.ts'
import type { UserPasswordRule } from '../../shared/model/user-password-form.ts'
import { decidedChanges } from '../../shared/model/told-change.ts'
import { en } from './en.ts'

/** Names a finding that the table of admins shows. */
export type AdminFinding = AdminRow['findings'][number]

/** Names a rule that a new password is judged by. */
export type RuleId = RuleCheck['id'] | UserPasswordRule

const keysOf = <K extends string>(table: Record<K, unknown>): readonly K[] => Object.keys(table) as K[]

/** Lists the states of a change, as the texts know them; the schemas themselves stay out of the page. */
export const changeStates: readonly ChangeState[] = keysOf(en.words.changeState)

/** Lists by what became of their last change admins are chosen: all that wait to be settled first, what was decided last. */
export const changeFilters: readonly ChangeFilter[] = ['unsettled', ...changeStates, ...decidedChanges]

/** Lists the findings of admins, as the texts know them. */
export const adminFindings: readonly AdminFinding[] = keysOf(en.words.finding)

/** Lists the states of an account in a rotation, as the texts know them. */
export const rotationRowStates: readonly RotationRowState[] = keysOf(en.words.rotationRow)

/** Lists the states of a rotation in the order in which it passes through them, as the texts know them. */
export const rotationStates: readonly RotationState[] = keysOf(en.words.rotationState)

/** Lists how an application can stand, as the texts know them. */
export const applicationStatuses: readonly Application['status'][] = keysOf(en.words.applicationStatus)

/** Lists how the developer of an application can stand, as the texts know them. */
export const developerStatuses: readonly Application['developerStatus'][] = keysOf(en.words.developerStatus)

/** Lists how an audited action can end, as the texts know them. */
export const auditResults: readonly AuditResult[] = keysOf(en.words.auditResult)

/** Lists the rules by which the built-in backend answers, as the texts know them. */
export const servedRules: readonly ServedRule[] = keysOf(en.words.servedRule)

/** Lists every setting of the desk, as the texts know them. */
export const deskSettings: readonly DeskSettingName[] = keysOf(en.words.eventSetting)

/** Lists every audited action, as the texts know them. */
export const auditActions: readonly AuditAction[] = keysOf(en.words.auditAction)
