import type { PasswordOwner } from '../../../shared/model/password-judge.ts'
import type { SealedPlace } from '../../../shared/model/ports.ts'

/** Gives the place at which an account's current password is sealed. */
export function currentPasswordPlace(accountId: string): SealedPlace {
  return { table: 'accounts', row: accountId, column: 'sealed_password' }
}

/** Says whose an admin's password is, for judging it. */
export function adminPasswordOwner(admin: {
  account: string
  user_id: string
  nickname: string
}): PasswordOwner {
  return { names: [admin.account, admin.user_id], phones: [], about: [admin.nickname] }
}
