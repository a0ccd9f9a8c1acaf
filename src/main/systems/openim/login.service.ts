import { Secret } from '../../../shared/model/secret.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import type { Directory } from '../../directory/directory.ts'
import type { loginAnswers } from './answers.service.ts'
import { isGivenText } from './given-text.ts'
import { ours } from './wire.ts'

/** Carries the data of a sign-in that succeeded, by the wire's names. */
export interface SignedIn {
  adminAccount: string
  adminToken: string
  nickname: string
  faceURL: string
  level: number
  adminUserID: string
  imUserID: string
  imToken: string
}

/**
 * Answers `login`: the first check that fails gives the rule. An unknown account takes as long as a wrong password.
 * No `operationID` is asked for, because no document asks for it at a sign-in.
 */
export async function answerLogin(
  body: Readonly<Record<string, unknown>> | null,
  { admins, tokens }: Pick<Directory, 'admins' | 'tokens'>,
): Promise<keyof typeof loginAnswers | SignedIn> {
  if (body === null) return 'openim.body-not-json'
  const { account, password } = body
  if (!isGivenText(account)) return 'openim.account-empty'
  if (!isGivenText(password)) return 'openim.password-empty'
  const admin = admins.byAccount(account)
  const tried = await admins.tryPassword(admin, new Secret(password))
  if (admin === null) return 'openim.account-unknown'
  if (tried === 'locked') return 'openim.account-locked'
  if (tried === 'wrong') return 'openim.password-wrong'
  const { token } = tokens.issueToAdmin(admin, thresholds.openimTokenLife)
  return {
    adminAccount: admin.account,
    adminToken: token.reveal(),
    nickname: admin.nickname,
    level: admin.level,
    adminUserID: admin.userID,
    ...ours.notHere,
  }
}
