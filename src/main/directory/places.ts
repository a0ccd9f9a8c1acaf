import type { Random, SealedPlace } from '../../shared/model/ports.ts'
import { Secret } from '../../shared/model/secret.ts'

/** Says where an admin's imported password is sealed. */
export function adminPasswordPlace(userID: string): SealedPlace {
  return { table: 'directory_admins', row: userID, column: 'sealed_password' }
}

/** Says where a user's imported password or the user's key is sealed. */
export function userPlace(
  { appid, account }: { appid: string; account: string },
  column: 'sealed_password' | 'sealed_userkey',
): SealedPlace {
  return { table: 'directory_users', row: JSON.stringify([appid, account]), column }
}

/** Says where the key that goes with a token is sealed. */
export function tokenUserkeyPlace(tokenMac: Buffer): SealedPlace {
  return { table: 'directory_tokens', row: tokenMac.toString('hex'), column: 'sealed_userkey' }
}

/** Makes a key for a user to sign with. */
export function newUserkey(random: Random): Secret {
  return new Secret(Buffer.from(random.bytes(16)).toString('hex'))
}

/** Names the counter of a user's wrong secrets, and the user for the audit. */
export function userSubject(user: { num: number; appid: string; account: string }): {
  subject: string
  name: string
} {
  return { subject: `user:${String(user.num)}`, name: `${user.appid}/${user.account}` }
}

/** Says where an application's signature is sealed. */
export function signaturePlace(appid: string): SealedPlace {
  return { table: 'directory_applications', row: appid, column: 'sealed_signature' }
}

/** Says where the code of a message in the outbox is sealed. */
export function outboxPlace(codeId: number): SealedPlace {
  return { table: 'directory_outbox', row: String(codeId), column: 'sealed_code' }
}

/** Names an admin of the directory as the one who did something; no operator's name has a colon. */
export function adminActor(account: string): string {
  return `admin:${account}`
}

/** Names a user of the directory as the one who did something. */
export function userActor({ appid, account }: { appid: string; account: string }): string {
  return `user:${appid}/${account}`
}
