import { z } from 'zod'

/** Lists what can be found against a password: a well-known one, one that others have too, one easily guessed, an old one. */
export const passwordFindings = ['default', 'reused', 'weak', 'stale'] as const

/** Names what is found against a password. */
export type PasswordFinding = (typeof passwordFindings)[number]

/** Checks the name of a finding. */
export const passwordFindingSchema = z.enum(passwordFindings)

/**
 * Lists what makes a password a default one: it stands on the list of common ones, is the account's own name, its MD5,
 * its phone number, or the tail of that.
 */
export const defaultKinds = ['common', 'account', 'account-md5', 'phone', 'phone-tail'] as const

/** Names what makes a password a default one. */
export type DefaultKind = (typeof defaultKinds)[number]
