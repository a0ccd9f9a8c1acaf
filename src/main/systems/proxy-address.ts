import type { RuleReference } from '../../shared/model/outcome.ts'

const rule = (document: string, section: string, text: string): RuleReference => ({
  document,
  section,
  rule: text,
})

/** Holds the rules that the address of a proxy must keep. */
const proxyRules = {
  address: rule('Latchkey', 'Backends', 'A proxy is an address of the form http://host:port, and no more.'),
  userInfo: rule(
    'RFC 9110',
    '4.2.4 Deprecation of userinfo',
    'The address of a proxy carries no user name and no password.',
  ),
} as const

/** Names the rule that the address of a proxy breaks; null where it breaks none. */
export function brokenProxyRule(address: string): RuleReference | null {
  if (!URL.canParse(address)) return proxyRules.address
  const url = new URL(address)
  if (url.username !== '' || url.password !== '' || address.includes('@')) return proxyRules.userInfo
  const isBare = url.pathname === '/' && !/[?#]/.test(address)
  return url.protocol === 'http:' && isBare ? null : proxyRules.address
}

/** Gives the host and the port of a proxy whose address breaks no rule. */
export function proxyPlace(address: string): { host: string; port: number } {
  const { hostname, port } = new URL(address)
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port === '' ? 80 : port) }
}
