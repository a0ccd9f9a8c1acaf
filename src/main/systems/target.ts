import { isIP } from 'node:net'
import type { RuleReference } from '../../shared/model/outcome.ts'

/** Names the server that a request goes to, and what was consented to for it. */
export interface Target {
  baseUrl: string
  /** Allows http:// beyond loopback. */
  allowHttp: boolean
}

const rule = (document: string, section: string, text: string): RuleReference => ({
  document,
  section,
  rule: text,
})

/** Holds the rules that a base URL must keep. */
const targetRules = {
  url: rule('RFC 3986', '4.3 Absolute URI', 'The base URL is an absolute http:// or https:// address.'),
  userInfo: rule(
    'RFC 9110',
    '4.2.4 Deprecation of userinfo',
    'The base URL carries no user name and no password.',
  ),
  fragment: rule('RFC 9110', '4.2.5 Fragment Identifiers', 'The base URL carries no fragment.'),
  query: rule('RFC 3986', '3.4 Query', 'The base URL carries no query.'),
  http: rule(
    'Latchkey',
    'Backends',
    'http:// beyond this machine needs consent: it carries passwords in clear.',
  ),
} as const

/** Joins a path to a base URL, or names the rule that the base URL breaks. */
export function targetUrl({ baseUrl, allowHttp }: Target, path: string): string | RuleReference {
  const base = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  if (base === null || (base.protocol !== 'http:' && base.protocol !== 'https:')) return targetRules.url
  if (base.username !== '' || base.password !== '' || /^[^/]*\/\/[^/?#]*@/.test(baseUrl))
    return targetRules.userInfo
  if (baseUrl.includes('#')) return targetRules.fragment
  if (baseUrl.includes('?')) return targetRules.query
  if (base.protocol === 'http:' && !allowHttp && !isLoopback(base.hostname)) return targetRules.http
  return base.origin + base.pathname.replace(/\/+$/, '') + path
}

/** Says whether a URL's host is this machine by its name alone. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))
  )
}
