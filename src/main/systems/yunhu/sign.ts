import { createHash, timingSafeEqual } from 'node:crypto'
import type { Secret } from '../../../shared/model/secret.ts'

/** Carries what a sign-in gave: both go into every signature after it; before it, both are empty. */
export interface YunhuSession {
  token: Secret
  userkey: Secret
}

/** Signs the very bytes of a body: upper-case hex MD5 of `json=<body>` or, signed in, of it with the user's keys. */
export function signatureOf(body: Uint8Array, { token, userkey }: YunhuSession): string {
  const keys = token.isEmpty ? '' : `&key=${userkey.reveal()}${token.reveal()}`
  return createHash('md5')
    .update('json=', 'utf8')
    .update(body)
    .update(keys, 'utf8')
    .digest('hex')
    .toUpperCase()
}

/** Says in constant time whether a signature is the right one. */
export function signatureMatches(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given, 'utf8'), Buffer.from(right, 'utf8')]
  return one.length === other.length && timingSafeEqual(one, other)
}
