import { Secret } from '../../../shared/model/secret.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import type { Directory } from '../../directory/directory.ts'
import { isGivenText } from './given-text.ts'
import { ours, type loginFailures } from './wire.ts'

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
 * Answers `login`: the first check that fails gives the answer. An unknown account takes as long as a wrong password.
 * No `operationID` is asked for, because no document asks for it at a sign-in.
 */
export async function answerLogin(
  body: Readonly<Record<string, unknown>> | null,
  { admins, tokens }: Pick<Directory, 'admins' | 'tokens'>,
): Promise<keyof typeof loginFailures | SignedIn> {
  if (body === null) return 'bodyNotJson'
  const { account, password } = body
  if (!isGivenText(account)) return 'accountEmpty'
  if (!isGivenText(password)) return 'passwordEmpty'
  const admin = admins.byAccount(account)
  const verified = await admins.verifyPassword(admin, new Secret(password))
  if (admin === null) return 'accountUnknown'
  if (!verified) return 'passwordWrong'
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
