import { Secret } from '../../../shared/model/secret.ts'
import type { DirectoryTokens } from '../../directory/tokens.ts'
import type { ServedCall } from '../served-call.ts'
import { signatureMatches, signatureOf } from './sign.ts'

/** Gives the rule that a request's two headers break first, or null; the signature covers the body as it came. */
export function signatureFault(
  { header }: Pick<ServedCall, 'header'>,
  body: Uint8Array,
  tokens: Pick<DirectoryTokens, 'holderOf' | 'userkeyOf'>,
): 'yunhu.token-unknown' | 'yunhu.token-expired' | 'yunhu.signature' | null {
  const token = header('token') ?? ''
  let userkey: Secret | null = new Secret('')
  if (token !== '') {
    const { kind } = tokens.holderOf(token)
    if (kind === 'expired') return 'yunhu.token-expired'
    if (kind === 'user') userkey = tokens.userkeyOf(token)
    if (kind !== 'user' || userkey === null) return 'yunhu.token-unknown'
  }
  const right = signatureOf(body, { token: new Secret(token), userkey })
  return signatureMatches(header('sign') ?? '', right) ? null : 'yunhu.signature'
}
