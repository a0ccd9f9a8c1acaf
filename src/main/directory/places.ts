import type { SealedPlace } from '../../shared/model/ports.ts'

/** Says where an admin's imported password is sealed. */
export function adminPasswordPlace(userID: string): SealedPlace {
  return { table: 'directory_admins', row: userID, column: 'sealed_password' }
}

/** Says where a user's imported password or the user's key is sealed. */
export function userPlace(
  appid: string,
  account: string,
  column: 'sealed_password' | 'sealed_userkey',
): SealedPlace {
  return { table: 'directory_users', row: JSON.stringify([appid, account]), column }
}

/** Says where an application's signature is sealed. */
export function signaturePlace(appid: string): SealedPlace {
  return { table: 'directory_applications', row: appid, column: 'sealed_signature' }
}

/** Names an admin of the directory as the one who did something; no operator's name has a colon. */
export function adminActor(account: string): string {
  return `admin:${account}`
}
