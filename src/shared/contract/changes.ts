import { z } from 'zod'
import { candidateKinds, changeStateSchema, probeResults, sessionEffects } from '../model/change.ts'
import { entryLimits } from '../model/entry-limits.ts'
import { outcomeSchema } from '../model/outcome.ts'
import { environmentSchema, operationSchema, systemSchema } from '../model/systems.ts'
import { forAdministrators, forSupport } from './base.ts'

/** Checks one sign-in that tried a password of a change; `result` is null where the desk ended before its answer. */
export const probeSchema = z.object({
  at: z.string(),
  kind: z.enum(candidateKinds),
  result: z.enum(probeResults).nullable(),
})

/** Checks a change with what is open about it; no secret is in it, times are UTC. */
export const changeViewSchema = z.object({
  id: z.string(),
  state: changeStateSchema,
  operation: operationSchema,
  subject: z.object({
    kind: z.enum(['admin', 'user']),
    /** Gives the name that is typed to confirm a decision. */
    name: z.string(),
    /** Names the account in the table of admins; null for a user. */
    accountId: z.string().nullable(),
    system: systemSchema,
  }),
  /** Says where the change was sent; the environment is null where the backend was removed since. */
  backend: z.object({ id: z.string(), name: z.string(), environment: environmentSchema.nullable() }),
  /** Names the newest caller's case that the change stands on; null for an admin's, and where there is none. */
  resetId: z.string().nullable(),
  operator: z.string(),
  startedAt: z.string(),
  sentAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  outcome: outcomeSchema.nullable(),
  sessions: z.enum(sessionEffects),
  /** Says until when nothing is concluded; null where the time has passed or nothing is open. */
  settlesAt: z.string().nullable(),
  /** Names the operator who decided without a proof; null where nobody had to. */
  settledBy: z.string().nullable(),
  probes: z.array(probeSchema),
  probesLeft: z.int(),
  /** Says whether the same password can be sent once more with a fresh code. */
  takesFreshCode: z.boolean(),
})

/** Carries a change with what is open about it. */
export type ChangeView = z.infer<typeof changeViewSchema>

/** Checks one password that a change keeps, without the password. */
export const candidateSchema = z.object({
  kind: z.enum(candidateKinds),
  createdAt: z.string(),
  /** Says from when on it may be purged; null while the change is open. */
  keptUntil: z.string().nullable(),
  /** Gives for how many days it is kept once the change is settled. */
  keptDays: z.int(),
})

const change = z.object({ changeId: z.string().max(100) })

/** Describes the changes whose outcome is not known, and how they are resolved. */
export const changesContract = {
  /** Lists the changes that hold their accounts because nobody knows what became of them; support sees users' alone. */
  open: forSupport.output(z.object({ rows: z.array(changeViewSchema), readAt: z.string() })),
  get: forSupport.input(change).output(changeViewSchema),
  /** Signs in with the new password and then with the old one, and concludes what the answers prove. */
  resolve: forSupport.input(change).output(changeViewSchema),
  /** Takes the operator's word for what became of a change; audited. */
  decide: forSupport
    .meta({ stepUp: true })
    .input(
      change.extend({
        outcome: z.enum(['applied', 'not-applied']),
        confirmation: z.string().max(entryLimits.name),
      }),
    )
    .output(changeViewSchema),
  candidates: forAdministrators.input(change).output(z.array(candidateSchema)),
  /** Shows a password that a change keeps; audited. */
  reveal: forAdministrators
    .meta({ stepUp: true })
    .input(change.extend({ kind: z.enum(candidateKinds) }))
    .output(z.object({ password: z.string() })),
}
