import { Secret } from '../../../shared/model/secret.ts'
import type { Performed } from '../perform.ts'
import { dataOf } from './read-envelope.ts'
import type { YunhuSession } from './sign.ts'

/** Gives the keys that a success brought, or null where it brought none: those that were held then stay. */
export function sessionOf({ outcome, envelope }: Performed): YunhuSession | null {
  if (outcome.status !== 'succeeded') return null
  const { token, userkey } = dataOf(envelope)
  if (typeof token !== 'string' || token === '' || typeof userkey !== 'string' || userkey === '') return null
  return { token: new Secret(token), userkey: new Secret(userkey) }
}
