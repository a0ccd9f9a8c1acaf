import type { PasswordJudge } from '../../shared/model/password-judge.ts'
import type { DirectoryUserRows } from '../store/built-in/directory-users.ts'
import type { PasswordKeeper } from './check-password.ts'
import { judgeNewPassword, userPasswordOwner } from './judge-password.ts'
import { userPlace } from './places.ts'

/** Says where a user's password is kept. */
export function userPasswordKeeper(
  rows: DirectoryUserRows,
  user: { num: number; appid: string; account: string },
  judge: PasswordJudge | undefined,
): PasswordKeeper {
  return {
    place: userPlace(user, 'sealed_password'),
    read: () => rows.byNum(user.num),
    async judge(plain) {
      const row = rows.byNum(user.num)
      if (row?.password_score !== null) return null
      return judgeNewPassword(judge, plain, userPasswordOwner(row))
    },
    settle: (sealed, hash, judged) => {
      rows.settle(user.num, sealed, hash, judged ?? {})
    },
  }
}
