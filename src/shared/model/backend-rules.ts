/** Lists the rules that the address of a proxy must keep. */
export const proxyRules = ['proxy-form', 'proxy-user-info'] as const

/** Names a rule that the address of a proxy must keep. */
export type ProxyRule = (typeof proxyRules)[number]

/** Lists the rules that a backend's address must keep, together with the way there. */
export const addressRules = [
  'absolute',
  'user-info',
  'fragment',
  'query',
  'unencrypted',
  ...proxyRules,
] as const

/** Names a rule that a backend's address must keep. */
export type AddressRule = (typeof addressRules)[number]

/** Lists the rules that a CA file must keep. */
export const authorityRules = ['ca-size', 'ca-private-key', 'ca-pem', 'ca-authority'] as const

/** Names a rule that a CA file must keep. */
export type AuthorityRule = (typeof authorityRules)[number]

/** Lists the rules that the settings and credentials of a backend must keep. */
export const backendSettingRules = [
  'built-in',
  'other-system',
  'no-credential',
  'sign-template',
  ...proxyRules,
  ...authorityRules,
] as const

/** Names a rule that the settings and credentials of a backend must keep. */
export type BackendSettingRule = (typeof backendSettingRules)[number]
