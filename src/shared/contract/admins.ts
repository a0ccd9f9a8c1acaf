import { z } from 'zod'
import { changeStateSchema, sessionEffects } from '../model/change.ts'
import { changeFilterSchema } from '../model/change-filter.ts'
import { entryLimits } from '../model/entry-limits.ts'
import { outcomeSchema, ruleReferenceSchema } from '../model/outcome.ts'
import { passwordFindingSchema } from '../model/password-findings.ts'
import { environmentSchema, systemSchema } from '../model/systems.ts'
import { forAdministrators } from './base.ts'
import { typedName } from './typed-name.ts'

/** Lists the columns by which the table of admins can be sorted. */
export const adminSorts = ['account', 'backend', 'passwordChangedAt', 'lastChangeAt'] as const

/** Checks one row of the table of admins; times are UTC, null where not known. */
export const adminRowSchema = z.object({
  id: z.string(),
  backend: z.object({
    id: z.string(),
    name: z.string(),
    system: systemSchema,
    environment: environmentSchema,
  }),
  userID: z.string(),
  account: z.string(),
  nickname: z.string(),
  level: z.int(),
  passwordKnown: z.boolean(),
  passwordChangedAt: z.string().nullable(),
  findings: z.array(passwordFindingSchema),
  lastChange: z
    .object({
      id: z.string(),
      state: changeStateSchema,
      at: z.string(),
      /** Names the operator who decided without a proof; null where nobody had to. */
      settledBy: z.string().nullable(),
    })
    .nullable(),
})

/** Carries one row of the table of admins. */
export type AdminRow = z.infer<typeof adminRowSchema>

/** Checks one change as its history shows it; no secret is in it. */
export const changeSchema = z.object({
  id: z.string(),
  state: changeStateSchema,
  operator: z.string(),
  startedAt: z.string(),
  sentAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  passwordFrom: z.enum(['typed', 'generated']),
  outcome: outcomeSchema.nullable(),
  sessions: z.enum(sessionEffects),
  /** Names the operator who decided without a proof; null where nobody had to. */
  settledBy: z.string().nullable(),
})

/** Carries one change as its history shows it. */
export type ChangeRecord = z.infer<typeof changeSchema>

/** Checks where the current password comes from: the vault, or what the operator typed. */
export const currentPasswordSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('vault') }),
  z.object({ from: z.literal('typed'), password: z.string().max(entryLimits.secret) }),
])

/** Checks where the new password comes from: typed, or a draft of the generator that stays in the desk. */
export const newPasswordSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('typed'), password: z.string().max(entryLimits.secret) }),
  z.object({ from: z.literal('draft'), draftId: z.string() }),
])

/** Checks one rule of the target or of the desk against a password. */
export const ruleCheckSchema = z.object({
  id: z.enum([
    'userid-present',
    'current-present',
    'new-present',
    'differs-from-current',
    'length-at-most-1024',
    'not-weak',
    'not-common',
  ]),
  ok: z.boolean(),
  /** Stops the change where the target's document asks for it; else it only warns. */
  severity: z.enum(['stops', 'warns']),
  /** Names the document behind the rule; null for a rule of the desk itself. */
  source: ruleReferenceSchema.nullable(),
})

/** Carries one rule with whether a password keeps it. */
export type RuleCheck = z.infer<typeof ruleCheckSchema>

const account = z.object({ accountId: z.string() })
const proposal = account.extend({ current: currentPasswordSchema, next: newPasswordSchema })

/** Describes the admins of every backend and the change of their passwords. */
export const adminsContract = {
  list: forAdministrators
    .input(
      z.object({
        search: z.string().max(entryLimits.search).optional(),
        backendId: z.string().optional(),
        finding: passwordFindingSchema.optional(),
        state: changeFilterSchema.optional(),
        /** Asks for passwords that are at least so many days old; one of unknown age is not among them. */
        minAgeDays: z.int().min(1).max(3650).optional(),
        sort: z.enum(adminSorts).default('account'),
        descending: z.boolean().default(false),
        cursor: z.string().max(2000).optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        rows: z.array(adminRowSchema),
        /** Says by what the rows are sorted; null where too many match for that. */
        sort: z.enum(adminSorts).nullable(),
        nextCursor: z.string().nullable(),
        total: z.int(),
        /** Is false where more than `total` match. */
        isTotalExact: z.boolean(),
        readAt: z.string(),
        /** Lists the backends by which the table can be narrowed; a damaged one was edited from outside. */
        backends: z.array(z.object({ id: z.string(), name: z.string(), damaged: z.boolean() })),
      }),
    ),
  /** Signs in at a backend with an admin's name and password to learn their userID; neither is kept. */
  lookUp: forAdministrators
    .input(
      z.object({
        backendId: z.string().max(200),
        account: typedName(entryLimits.name),
        password: z.string().min(1).max(entryLimits.secret),
      }),
    )
    .output(
      z.object({
        outcome: outcomeSchema,
        found: z.object({ userID: z.string(), nickname: z.string() }).nullable(),
      }),
    ),
  /** Enters an admin of a backend that is not the desk's own; the current password goes to the vault if it is given. */
  add: forAdministrators
    .input(
      z.object({
        backendId: z.string(),
        userID: typedName(entryLimits.name),
        account: typedName(entryLimits.name),
        nickname: typedName(entryLimits.name, 0).default(''),
        currentPassword: z.string().max(entryLimits.secret).optional(),
      }),
    )
    .output(account),
  /** Takes an admin of another backend out of the desk, with its kept passwords; its name is typed to confirm. */
  remove: forAdministrators
    .meta({ stepUp: true })
    .input(account.extend({ confirmation: z.string().max(entryLimits.name) }))
    .output(z.void()),
  get: forAdministrators.input(account).output(adminRowSchema),
  history: forAdministrators
    .input(
      account.extend({ cursor: z.string().max(2000).optional(), limit: z.int().min(1).max(100).default(20) }),
    )
    .output(z.object({ changes: z.array(changeSchema), nextCursor: z.string().nullable() })),
  /** Makes a password that fits the target's rules and keeps it in the desk, for ten minutes, under a draft's id. */
  generate: forAdministrators
    .input(account.extend({ length: z.int().min(8).max(128).default(20) }))
    .output(z.object({ draftId: z.string(), length: z.int(), score: z.int(), expiresAt: z.string() })),
  /** Shows a draft; audited. */
  revealDraft: forAdministrators
    .meta({ stepUp: true })
    .input(z.object({ draftId: z.string() }))
    .output(z.object({ password: z.string() })),
  /** Judges a proposed change by the target's documented rules and the desk's own; sends nothing. */
  checkRules: forAdministrators
    .input(proposal)
    .output(z.object({ rules: z.array(ruleCheckSchema), score: z.int().nullable() })),
  /** Says what a change would send (masked), what it needs confirmed and what it does to sessions; sends nothing. */
  dryRun: forAdministrators.input(proposal).output(
    z.object({
      rules: z.array(ruleCheckSchema),
      /** Holds the request, masked; null where a rule stops it before one is written. */
      request: z
        .object({
          method: z.string(),
          url: z.string(),
          headers: z.record(z.string(), z.string()),
          body: z.string(),
        })
        .nullable(),
      /** Says how the desk signs in for the call. */
      caller: z.enum(['own-token', 'calling-admin', 'pasted-token', 'target-itself']),
      /** Must be typed to confirm. */
      typeToConfirm: z.string(),
      sessions: z.enum(sessionEffects),
    }),
  ),
  /** Carries the change out, from the journal's first row to its outcome. */
  change: forAdministrators
    .input(proposal.extend({ confirmation: z.string().max(entryLimits.name).optional() }))
    .output(
      z.object({
        changeId: z.string().nullable(),
        state: changeStateSchema.nullable(),
        outcome: outcomeSchema,
        sessions: z.enum(sessionEffects),
        /** Gives for how many days the password from before is kept once the change is settled. */
        keptDays: z.int(),
      }),
    ),
  /** Shows the password that the vault holds for an admin; audited. */
  reveal: forAdministrators
    .meta({ stepUp: true })
    .input(account)
    .output(z.object({ password: z.string() })),
  /** Signs in at the backend with the password that the vault holds. */
  verify: forAdministrators.input(account).output(outcomeSchema),
}
