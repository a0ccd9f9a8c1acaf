import { z } from 'zod'

/** Lists the roles of operators; a role is what its key slot can open. */
export const roles = ['administrator', 'support', 'auditor'] as const

/** Names the role of an operator. */
export type Role = (typeof roles)[number]

/** Checks the name of a role. */
export const roleSchema = z.enum(roles)

/** Lists the keys of the ring, each derived from the one master key. */
export const keyNames = ['accounts', 'backends', 'directory', 'rows', 'fingerprint', 'checkpoint'] as const

/** Names one key of the ring. */
export type KeyName = (typeof keyNames)[number]

/** Gives the keys that a role's slot opens; an administrator's opens the master, and so all of them. */
export const ringOfRole: Record<Role, readonly KeyName[]> = {
  administrator: keyNames,
  support: ['backends', 'directory', 'rows', 'fingerprint', 'checkpoint'],
  auditor: ['rows'],
}
