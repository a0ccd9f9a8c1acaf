import type { ProxyRule } from '../../shared/model/backend-rules.ts'
import type { RuleReference } from '../../shared/model/outcome.ts'
import type { RuleText } from '../../shared/model/rule-texts.ts'

const rule = (document: string, section: string, text: RuleText): RuleReference => ({
  document,
  section,
  rule: text,
})

/** Points at the source of each rule that the address of a proxy must keep. */
export const proxyRuleSources: Readonly<Record<ProxyRule, RuleReference>> = {
  'proxy-form': rule(
    'Latchkey',
    'Backends',
    'A proxy is an address of the form http://host:port, and no more.',
  ),
  'proxy-user-info': rule(
    'RFC 9110',
    '4.2.4 Deprecation of userinfo',
    'The address of a proxy carries no user name and no password.',
  ),
}

/** Names the rule that the address of a proxy breaks; null where it breaks none. */
export function brokenProxyRule(address: string): ProxyRule | null {
  if (!URL.canParse(address)) return 'proxy-form'
  const url = new URL(address)
  if (url.username !== '' || url.password !== '' || address.includes('@')) return 'proxy-user-info'
  const isBare = url.pathname === '/' && !/[?#]/.test(address)
  return url.protocol === 'http:' && isBare ? null : 'proxy-form'
}

/** Gives the host and the port of a proxy whose address breaks no rule. */
export function proxyPlace(address: string): { host: string; port: number } {
  const { hostname, port } = new URL(address)
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port === '' ? 80 : port) }
}
