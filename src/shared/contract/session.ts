import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { entryLimits } from '../model/entry-limits.ts'
import { operatorRules, restoreRefusals, storeHolderSchema, storeProblems } from '../model/problems.ts'
import { roleSchema } from '../model/roles.ts'
import { forAnyone, forOperators } from './base.ts'

/** Lists the languages of the page. */
export const languages = ['en', 'zh-CN'] as const

/** Lists the themes of the page. */
export const themes = ['system', 'light', 'dark'] as const

/** Checks the looks that the store keeps for each operator; null follows the system's language. */
export const preferencesSchema = z.object({
  language: z.enum(languages).nullable(),
  theme: z.enum(themes),
})

/** Checks the operator of a session. */
export const operatorSchema = z.object({ id: z.string(), name: z.string(), role: roleSchema })

/** Checks the operator of a session as it begins; with `mustChange` nothing but an own password can be set. */
export const signedInOperatorSchema = operatorSchema.extend({ mustChange: z.boolean() })

/** Checks how the last restore from a page ended: the backup stands in the place of the store, or the old store does. */
export const exchangedSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('restored'),
    from: z.string(),
    at: z.string(),
    aside: z.string(),
    lostEvents: z.int(),
    wasAnother: z.boolean(),
  }),
  z.object({
    outcome: z.literal('kept'),
    from: z.string(),
    at: z.string(),
    why: z.enum(restoreRefusals),
  }),
  /** Says that neither stands open, and where the old one lies. */
  z.object({ outcome: z.literal('neither'), from: z.string(), at: z.string(), aside: z.string() }),
])

/** Checks what a page may know before anybody has signed in. */
export const statusSchema = z.object({
  product: z.object({ version: z.string(), door: z.enum(['window', 'browser']) }),
  store: z.discriminatedUnion('state', [
    z.object({ state: z.literal('none'), path: z.string() }),
    z.object({ state: z.literal('ready'), path: z.string() }),
    z.object({ state: z.literal('restoring'), path: z.string() }),
    z.object({
      state: z.literal('unavailable'),
      path: z.string(),
      problem: z.enum(storeProblems),
      holder: storeHolderSchema.nullable(),
    }),
  ]),
  operator: signedInOperatorSchema.nullable(),
  /** Says how the last restore ended, until an administrator has signed in after it. */
  exchanged: exchangedSchema.nullable(),
  /** Says that a rotation goes on, also behind a lock; nothing else of it. */
  rotationRunning: z.boolean(),
  /** Is true until the recovery key of the first run has been typed back. */
  recoveryKeyUnproven: z.boolean(),
  /** Carries the operator's looks; where nobody is signed in, those last used on the desk. */
  preferences: preferencesSchema,
  idleLockMs: z.number(),
  clipboardMs: z.number(),
})

/** Checks one event of the live stream: what changed, never the data itself. */
export const liveEventSchema = z.object({
  topic: z.enum([
    'hello',
    'admins',
    'audit',
    'built-in',
    'directory',
    'exchanges',
    'rotation',
    'resets',
    'locked',
  ]),
})

const nameAndPassword = z.object({
  name: z.string().max(entryLimits.operatorName),
  password: z.string().max(entryLimits.password),
})

/** Describes first run, sign-in, lock, step-up and the live stream. */
export const sessionContract = {
  status: forAnyone.meta({ whileRestoring: true }).output(statusSchema),
  /** Keeps looks: an operator's as their own, anybody else's as those last used on the desk. */
  setPreferences: forAnyone.input(preferencesSchema.partial()).output(preferencesSchema),
  /**
   * Judges a name and a password for a new operator; gives every rule with whether it holds. Only an administrator is
   * told whether a name is taken, and which one it reads like.
   */
  checkOperatorRules: forAnyone
    .input(nameAndPassword)
    .output(z.array(z.object({ rule: z.enum(operatorRules), ok: z.boolean(), like: z.string().optional() }))),
  /** Makes the store and its first administrator, and gives the recovery key, once. */
  setUp: forAnyone
    .input(nameAndPassword)
    .output(z.object({ recoveryKey: z.string(), operator: signedInOperatorSchema })),
  /** Proves that the recovery key was kept, by opening its slot. */
  confirmRecoveryKey: forOperators
    .input(z.object({ recoveryKey: z.string().max(entryLimits.recoveryKey) }))
    .output(z.void()),
  signIn: forAnyone.input(nameAndPassword).output(signedInOperatorSchema),
  /** Sets a new password by the recovery key, which is then replaced; gives the new key, once. */
  recover: forAnyone
    .input(nameAndPassword.extend({ recoveryKey: z.string().max(entryLimits.recoveryKey) }))
    .output(z.object({ recoveryKey: z.string(), operator: signedInOperatorSchema })),
  /** Ends every session at once. */
  lock: forOperators.meta({ whileMustChange: true }).output(z.void()),
  /** Tells that the operator is at work; gives when the desk would lock by itself (UTC). */
  touch: forOperators.meta({ whileMustChange: true }).output(z.object({ lockAt: z.string() })),
  /** Takes the operator's password anew; gives until when it counts (UTC). */
  stepUp: forOperators
    .input(z.object({ password: z.string().max(entryLimits.password) }))
    .output(z.object({ until: z.string() })),
  /** Streams what changes in the store, until the session ends. */
  watch: forOperators.meta({ whileMustChange: true }).output(eventIterator(liveEventSchema)),
}
