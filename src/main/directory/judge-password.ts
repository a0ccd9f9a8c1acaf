import {
  judgementColumns,
  type JudgementColumns,
  type PasswordJudge,
  type PasswordOwner,
} from '../../shared/model/password-judge.ts'
import type { Secret } from '../../shared/model/secret.ts'

/** Says whose a user's password is, for judging it. */
export function userPasswordOwner(user: {
  account: string
  phone: string
  email: string
  nickname: string
}): PasswordOwner {
  const { account, phone, email, nickname } = user
  return { names: [account], phones: phone === '' ? [] : [phone], about: [nickname, email] }
}

/** Judges a password that is being set; where that cannot be done, the password is set all the same. */
export async function judgeNewPassword(
  judge: PasswordJudge | undefined,
  password: Secret,
  owner: PasswordOwner,
): Promise<JudgementColumns> {
  const judged = await judge?.whole(password, owner).catch(() => null)
  return judgementColumns(judged ?? null)
}
