import { Problem } from '../../../shared/model/problems.ts'
import type { RuleReference } from '../../../shared/model/outcome.ts'
import { judgeUserPassword, type UserPasswordForm } from '../../../shared/model/user-password-form.ts'
import type { ResetRequestsTable } from '../../store/schema/reset-schema.ts'
import { passwordLimits } from '../../systems/nobase/application-checks.ts'
import { newPassRules } from '../../systems/nobase/new-pass-rules.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Carries what a case's new password has to be, and the document that asks for its characters; null for our own rule. */
interface CasePasswordForm extends UserPasswordForm {
  source: RuleReference | null
}

/** No document of these systems says what a password may be: our own backend takes this, and so any caller's has it. */
const byCode: CasePasswordForm = { characters: 'printable-without-blanks', min: 6, max: 32, source: null }
const anyLength = { min: 1, max: Number.MAX_SAFE_INTEGER }

/** Says what the new password of a case has to be: at nobase the application of the user sets its lengths. */
export function passwordFormOf(
  desk: OpenDesk,
  { system, appid }: Pick<ResetRequestsTable, 'system' | 'appid'>,
): CasePasswordForm {
  if (system !== 'nobase') return byCode
  const application = desk.directory.applications.byAppid(appid)
  return {
    characters: 'letters-and-digits',
    ...passwordLimits(application?.passwordLength ?? anyLength),
    source: newPassRules.find(({ reason }) => reason === 'password-format')?.source ?? null,
  }
}

/** Fails with `PASSWORD_FORM` where a password that a caller chose is none that the backend takes. */
export function demandPasswordForm(
  desk: OpenDesk,
  row: Pick<ResetRequestsTable, 'system' | 'appid'>,
  password: string,
): void {
  const broken = judgeUserPassword(passwordFormOf(desk, row), password).some(({ ok }) => !ok)
  if (broken) throw new Problem('PASSWORD_FORM')
}
