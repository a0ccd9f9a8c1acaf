import type { AddressRule, BackendSettingRule, ProxyRule } from '../../../shared/model/backend-rules.ts'

const proxyRule: Record<ProxyRule, string> = {
  'proxy-form': 'a proxy is given as http://host:port, and no more.',
  'proxy-user-info': 'the address of a proxy carries no user name and no password.',
}

const addressRule: Record<AddressRule, string> = {
  absolute: 'it has to begin with http:// or https:// and name a host.',
  'user-info': 'it must not carry a user name or a password.',
  fragment: 'it must not carry a fragment (#).',
  query: 'it must not carry a query (?).',
  unencrypted: 'by http:// passwords leave this machine unencrypted, which needs your consent.',
  ...proxyRule,
}

const backendSettingRule: Record<BackendSettingRule, string> = {
  'built-in': 'the built-in backend has no address and no settings here; it has a page of its own.',
  'other-system': 'the system of this backend does not have it.',
  'no-credential': 'the system of this backend takes no such credential.',
  'sign-template': 'a sign rule names key, and nothing that a request does not have.',
  ...proxyRule,
  'ca-size': 'a CA file has at most 256 KiB and 50 certificates.',
  'ca-private-key': 'the CA file holds a private key, which belongs on its server alone.',
  'ca-pem': 'a CA file consists of X.509 certificates as PEM; this one cannot be read as such.',
  'ca-authority': 'the CA file holds a certificate that is not one of an authority.',
}

/** Holds the closed vocabularies of backends: the rules for their addresses and settings. */
export const backendWords = { addressRule, backendSettingRule }
