import type { RuleReference } from '../../shared/model/outcome.ts'
import { Secret } from '../../shared/model/secret.ts'
import type { OutgoingRequest } from './outgoing-request.ts'
import { refused, type Preparation } from './refusal.ts'
import { targetUrl, type Target } from './target.ts'

const headerRule: RuleReference = {
  document: 'RFC 9110',
  section: '5.5 Field Values',
  rule: 'A header value holds neither line breaks nor control characters nor characters beyond Latin-1.',
}

/** Puts a request together for a target; refuses an address or a header value that must not be sent. */
export function prepareRequest(
  target: Target,
  { path, ...parts }: Omit<OutgoingRequest, 'url' | 'route'> & { path: string },
): Preparation {
  const url = targetUrl(target, path)
  if (typeof url !== 'string') return refused('malformed-parameter', url)
  for (const value of Object.values(parts.headers)) {
    if (!isHeaderValue(value instanceof Secret ? value.reveal() : String(value))) {
      return refused('malformed-parameter', headerRule)
    }
  }
  const { authorities, proxy, limits } = target
  return { request: { ...parts, url, route: { authorities, proxy, limits } }, refusal: null }
}

function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text)
}
