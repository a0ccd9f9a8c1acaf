import { assertNever } from '../../../shared/model/assert-never.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { Directory } from '../../directory/directory.ts'
import { isGivenText } from './given-text.ts'
import type { changePasswordFailures } from './wire.ts'

/** Carries a request for `changePassword` as it came; `body` is null where it is not a JSON object. */
export interface ChangePasswordCall {
  operationID: string
  token: string
  body: () => Promise<Readonly<Record<string, unknown>> | null>
}

/** Answers `changePassword` (修改管理员密码): the first check that fails gives the answer. */
export async function answerChangePassword(
  call: ChangePasswordCall,
  { admins, tokens }: Pick<Directory, 'admins' | 'tokens'>,
): Promise<keyof typeof changePasswordFailures | 'done'> {
  if (call.operationID === '') return 'operationIDAbsent'
  if (call.token === '') return 'tokenAbsent'
  const caller = tokens.holderOf(call.token)
  if (caller.kind === 'expired') return 'tokenExpired'
  if (caller.kind === 'malformed') return 'tokenMalformed'
  if (caller.kind === 'unknown') return 'tokenUnknown'
  if (caller.kind === 'user') return 'tokenOfUser'
  const body = await call.body()
  if (body === null) return 'bodyNotJson'
  const { userID, currentPassword, newPassword } = body
  if (!isGivenText(userID)) return 'userIDEmpty'
  if (!isGivenText(currentPassword)) return 'currentPasswordEmpty'
  if (!isGivenText(newPassword)) return 'newPasswordEmpty'
  if (currentPassword === newPassword) return 'passwordsEqual'
  const result = await admins.changePassword({
    userID,
    current: new Secret(currentPassword),
    next: new Secret(newPassword),
    callerUserID: caller.userID,
  })
  switch (result) {
    case 'admin-unknown':
      return 'adminUnknown'
    case 'password-wrong':
      return 'passwordWrong'
    case 'changed':
      return 'done'
    default:
      return assertNever(result)
  }
}
