import { Secret } from '../../../shared/model/secret.ts'
import type { RequestSignature } from '../../../shared/model/signature.ts'
import { mask } from '../masking.ts'
import { jsonText, type RequestValues } from '../outgoing-request.ts'
import type { YunhuSession } from './sign.ts'

/**
 * Explains what a request's `sign` covers (重置密码, 签名): its body and, signed in, the user's keys. The digest is told only
 * where the body has no secret: a short code or password could be found from it by trying, the long keys cannot.
 */
export function explainSignature(
  values: RequestValues,
  { token }: YunhuSession,
  digest: string,
): RequestSignature {
  const body = jsonText(values, (value) => (value instanceof Secret ? mask : value))
  const hasSecret = Object.values(values).some((value) => value instanceof Secret)
  return {
    kind: 'digest',
    name: 'sign',
    letters: 'upper',
    rule: token.isEmpty ? 'json={body}' : 'json={body}&key={userkey}{token}',
    assumed: false,
    preImage: token.isEmpty ? `json=${body}` : `json=${body}&key=${mask}`,
    digest: hasSecret ? null : digest,
  }
}
