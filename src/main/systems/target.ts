import { isIP } from 'node:net'
import type { AddressRule } from '../../shared/model/backend-rules.ts'
import type { RuleReference } from '../../shared/model/outcome.ts'
import type { RuleText } from '../../shared/model/rule-texts.ts'
import { brokenProxyRule, proxyRuleSources } from './proxy-address.ts'
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

const rule = (document: string, section: string, text: RuleText): RuleReference => ({
  document,
  section,
  rule: text,
})

/** Points at the source of each rule that a base URL and the way there must keep. */
const addressRuleSources: Readonly<Record<AddressRule, RuleReference>> = {
  absolute: rule('RFC 3986', '4.3 Absolute URI', 'The base URL is an absolute http:// or https:// address.'),
  'user-info': rule(
    'RFC 9110',
    '4.2.4 Deprecation of userinfo',
    'The base URL carries no user name and no password.',
  ),
  fragment: rule('RFC 9110', '4.2.5 Fragment Identifiers', 'The base URL carries no fragment.'),
  query: rule('RFC 3986', '3.4 Query', 'The base URL carries no query.'),
  unencrypted: rule(
    'Latchkey',
    'Backends',
    'http:// beyond this machine needs consent: it carries passwords in clear.',
  ),
  ...proxyRuleSources,
}

/** Joins a path to a base URL, or names the rule that the base URL breaks. */
export function targetUrl(target: Address, path: string): string | RuleReference {
  const broken = brokenAddressRule(target)
  return broken === null ? joinedUrl(target.baseUrl, path) : addressRuleSources[broken]
}

/** Joins a path to a base URL that breaks no rule. */
export function joinedUrl(baseUrl: string, path: string): string {
  const { origin, pathname } = new URL(baseUrl)
  return origin + pathname.replace(/\/+$/, '') + path
}

type Address = Pick<Target, 'baseUrl' | 'allowHttp' | 'proxy'>

/** Names the rule that a base URL breaks, or the way there; null where neither breaks any. */
export function brokenAddressRule({ baseUrl, allowHttp, proxy }: Address): AddressRule | null {
  const base = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  if (base === null || (base.protocol !== 'http:' && base.protocol !== 'https:')) return 'absolute'
  if (base.username !== '' || base.password !== '' || /^[^/]*\/\/[^/?#]*@/.test(baseUrl)) return 'user-info'
  if (baseUrl.includes('#')) return 'fragment'
  if (baseUrl.includes('?')) return 'query'
  const brokenByProxy = proxy === undefined ? null : brokenProxyRule(proxy)
  if (brokenByProxy !== null) return brokenByProxy
  // Behind a proxy, "this machine" is the proxy's.
  const staysHere = proxy === undefined && isLoopback(base.hostname)
  return base.protocol === 'http:' && !allowHttp && !staysHere ? 'unencrypted' : null
}

/** Says whether a URL's host is this machine by its name alone. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))
  )
}
