import { z } from 'zod'
import { changeStateSchema, sessionEffects } from '../model/change.ts'
import { entryLimits } from '../model/entry-limits.ts'
import { outcomeSchema } from '../model/outcome.ts'
import { newPasswordSchema } from './admins.ts'
import { forSupport } from './base.ts'

const text = z.string().min(1).max(entryLimits.name)
const secret = z.string().max(entryLimits.secret)
const code = z.string().trim().min(1).max(entryLimits.code)
const backend = z.object({ backendId: z.string().max(100) })

/** Checks whose password is reset, and what proves to the system that this user is meant. */
export const resetUserSchema = z.discriminatedUnion('system', [
  z.object({
    system: z.literal('nobase'),
    appid: text,
    user: text,
    proof: z.discriminatedUnion('by', [
      z.object({ by: z.literal('password'), password: secret }),
      z.object({ by: z.literal('token'), token: secret }),
    ]),
  }),
  z.object({ system: z.literal('shuidi'), phone: text, uid: text, code }),
  z.object({ system: z.literal('yunhu'), mbphone: text, codeid: z.string().max(20), msgcode: code }),
])

/** Carries whose password is reset, and what proves that this user is meant. */
export type ResetUser = z.infer<typeof resetUserSchema>

/** Checks how a reset ended; a refused one has no id and no state, because nothing was begun. */
export const resetResultSchema = z.object({
  changeId: z.string().nullable(),
  state: changeStateSchema.nullable(),
  outcome: outcomeSchema,
  sessions: z.enum(sessionEffects),
})

/** Describes how users' passwords are set at the backends that know users. */
export const resetsContract = {
  /** Makes a password of the characters that the system takes, and keeps it in the desk for ten minutes. */
  generate: forSupport
    .input(
      backend.extend({
        system: z.enum(['nobase', 'shuidi', 'yunhu']),
        length: z.int().min(8).max(32).default(12),
      }),
    )
    .output(z.object({ draftId: z.string(), length: z.int(), score: z.int(), expiresAt: z.string() })),
  /** Shows a draft, so that it can be told to its user; audited. */
  revealDraft: forSupport
    .meta({ stepUp: true })
    .input(z.object({ draftId: z.string() }))
    .output(z.object({ password: z.string() })),
  /** Sets a user's password through the journal; a code counts as used once it was sent. */
  start: forSupport
    .input(
      backend.extend({
        user: resetUserSchema,
        next: newPasswordSchema,
        reason: z.string().trim().min(1).max(entryLimits.reason),
        confirmation: z.string().max(entryLimits.name),
      }),
    )
    .output(resetResultSchema),
  /** Sends the same new password of an unresolved reset once more, with a fresh code. */
  continueWithCode: forSupport
    .input(z.object({ changeId: z.string().max(100), code, codeid: z.string().max(20).default('') }))
    .output(resetResultSchema),
}
