import { thresholds } from '../../../shared/model/thresholds.ts'
import type { DirectoryTokens } from '../../directory/tokens.ts'
import type { DirectoryUser } from '../../directory/users.ts'
import { ours } from './wire.ts'

/** Issues a token with its key to a user, and gives both with the user, by the wire's names. */
export function userData(user: DirectoryUser, tokens: Pick<DirectoryTokens, 'issueToUser'>): object {
  const { token, userkey } = tokens.issueToUser(user, thresholds.yunhuTokenLife)
  return {
    userid: user.uid,
    username: user.account,
    userkey: userkey.reveal(),
    token: token.reveal(),
    nickname: user.nickname,
    usermode: ours.usermode,
    userimg: ours.userimg,
    mbphone: user.phone,
    sex: ours.sex,
  }
}
