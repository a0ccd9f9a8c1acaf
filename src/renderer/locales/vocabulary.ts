import type { AdminRow, RuleCheck } from '../../shared/contract/admins.ts'
import type { AuditAction, AuditResult } from '../../shared/model/audit-action.ts'
import type { ChangeState } from '../../shared/model/change.ts'
import type { RotationRowState } from '../../shared/model/rotation.ts'
import { en } from './en.ts'

/** Names a finding that the table of admins shows. */
export type AdminFinding = AdminRow['findings'][number]

/** Names a rule that a proposed change is judged by. */
export type RuleId = RuleCheck['id']

const keysOf = <K extends string>(table: Record<K, unknown>): readonly K[] => Object.keys(table) as K[]

/** Lists the states of a change, as the texts know them; the schemas themselves stay out of the page. */
export const changeStates: readonly ChangeState[] = keysOf(en.words.changeState)

/** Lists the findings of admins, as the texts know them. */
export const adminFindings: readonly AdminFinding[] = keysOf(en.words.finding)

/** Lists the states of an account in a rotation, as the texts know them. */
export const rotationRowStates: readonly RotationRowState[] = keysOf(en.words.rotationRow)

/** Lists how an audited action can end, as the texts know them. */
export const auditResults: readonly AuditResult[] = keysOf(en.words.auditResult)

/** Lists every audited action, as the texts know them. */
export const auditActions: readonly AuditAction[] = keysOf(en.words.auditAction)
