import { assertNever } from '../../../shared/model/assert-never.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { Directory } from '../../directory/directory.ts'
import type { changePasswordAnswers } from './answers.service.ts'
import { isGivenText } from './given-text.ts'

/** Carries a request for `changePassword` as it came; `body` is null where it is not a JSON object. */
export interface ChangePasswordCall {
  operationID: string
  token: string
  body: () => Promise<Readonly<Record<string, unknown>> | null>
}

/** Answers `changePassword` (修改管理员密码): the first check that fails gives the rule. */
export async function answerChangePassword(
  call: ChangePasswordCall,
  { admins, tokens }: Pick<Directory, 'admins' | 'tokens'>,
): Promise<keyof typeof changePasswordAnswers | 'openim.done'> {
  if (call.operationID === '') return 'openim.operation-id-missing'
  if (call.token === '') return 'openim.token-missing'
  const caller = tokens.holderOf(call.token)
  if (caller.kind === 'expired') return 'openim.token-expired'
  if (caller.kind === 'malformed') return 'openim.token-malformed'
  if (caller.kind === 'unknown') return 'openim.token-unknown'
  if (caller.kind === 'user') return 'openim.token-of-user'
  const body = await call.body()
  if (body === null) return 'openim.body-not-json'
  const { userID, currentPassword, newPassword } = body
  if (!isGivenText(userID)) return 'openim.user-id-empty'
  if (!isGivenText(currentPassword)) return 'openim.current-password-empty'
  if (!isGivenText(newPassword)) return 'openim.new-password-empty'
  if (currentPassword === newPassword) return 'openim.passwords-equal'
  const result = await admins.changePassword({
    userID,
    current: new Secret(currentPassword),
    next: new Secret(newPassword),
    callerUserID: caller.userID,
  })
  switch (result) {
    case 'admin-unknown':
      return 'openim.admin-unknown'
    case 'password-wrong':
      return 'openim.password-wrong'
    case 'account-locked':
      return 'openim.account-locked'
    case 'changed':
      return 'openim.done'
    default:
      return assertNever(result)
  }
}
