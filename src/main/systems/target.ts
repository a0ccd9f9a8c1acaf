import { isIP } from 'node:net'
import type { RuleReference } from '../../shared/model/outcome.ts'
import { brokenProxyRule } from './proxy-address.ts'
import type { TimeLimits } from './time-limits.ts'

/** Says by which way a request goes, and how long it may take; what is absent is as for every backend. */
export interface Route {
  /** Holds the authorities (PEM) that the server's certificate is verified against, in place of the system's. */
  authorities?: readonly string[] | undefined
  /** Gives the address of the HTTP proxy that a tunnel is made through. */
  proxy?: string | undefined
  limits?: Partial<TimeLimits> | undefined
}

/** Names the server that a request goes to, the way there, and what was consented to for it. */
export interface Target extends Route {
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
export function targetUrl(
  { baseUrl, allowHttp, proxy }: Pick<Target, 'baseUrl' | 'allowHttp' | 'proxy'>,
  path: string,
): string | RuleReference {
  const base = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  if (base === null || (base.protocol !== 'http:' && base.protocol !== 'https:')) return targetRules.url
  if (base.username !== '' || base.password !== '' || /^[^/]*\/\/[^/?#]*@/.test(baseUrl))
    return targetRules.userInfo
  if (baseUrl.includes('#')) return targetRules.fragment
  if (baseUrl.includes('?')) return targetRules.query
  const brokenByProxy = proxy === undefined ? null : brokenProxyRule(proxy)
  if (brokenByProxy !== null) return brokenByProxy
  // Behind a proxy, "this machine" is the proxy's.
  const staysHere = proxy === undefined && isLoopback(base.hostname)
  if (base.protocol === 'http:' && !allowHttp && !staysHere) return targetRules.http
  return base.origin + base.pathname.replace(/\/+$/, '') + path
}

/** Says whether a URL's host is this machine by its name alone. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))
  )
}
