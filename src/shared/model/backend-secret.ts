import type { System } from './systems.ts'

/** Lists the kinds of credentials that the desk keeps for a backend. */
export const backendSecretKinds = ['calling-password', 'token', 'sign-key', 'signature', 'userkey'] as const

/** Names a kind of credential that the desk keeps for a backend. */
export type BackendSecretKind = (typeof backendSecretKinds)[number]

/** Gives the credentials of a backend as a whole that its system's documents ask for beside those of its users. */
export const secretKindsOf: Readonly<Record<System, readonly BackendSecretKind[]>> = {
  nobase: [],
  shuidi: ['sign-key'],
  openim: ['calling-password', 'token'],
  yunhu: ['token', 'userkey'],
}

/** Names the credential that nobase gives to each application of its own. */
export const applicationSecretKind = 'signature' satisfies BackendSecretKind
