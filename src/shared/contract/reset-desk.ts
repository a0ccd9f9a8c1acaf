import { z } from 'zod'
import { changeStateSchema, sessionEffects } from '../model/change.ts'
import { entryLimits } from '../model/entry-limits.ts'
import { resetSorts } from '../model/listed-resets.ts'
import { outcomeSchema, ruleReferenceSchema } from '../model/outcome.ts'
import {
  callerChecks,
  resetCaseStateSchema,
  resetCaseStates,
  resetClosings,
  resetSteps,
  resetSystems,
  withoutCodeObstacles,
} from '../model/reset-case.ts'
import { environmentSchema } from '../model/systems.ts'
import { userPasswordCharacters } from '../model/user-password-form.ts'
import { forSupport } from './base.ts'

const line = z.string().trim().max(entryLimits.line)
const placeSchema = z.object({
  id: z.string(),
  name: z.string(),
  environment: environmentSchema,
  isBuiltIn: z.boolean(),
})

const resetRow = {
  id: z.string(),
  number: z.int(),
  backend: placeSchema,
  system: z.enum(resetSystems),
  account: z.string(),
  uid: z.string(),
  appid: z.string(),
  nickname: z.string(),
  caller: z.string(),
  reason: z.string(),
  ticket: z.string(),
  state: resetCaseStateSchema,
  /** Says that the request with the new password is out: what became of it cannot be known before its answer. */
  isUnderWay: z.boolean(),
  /** Says until when the code holds that was sent last; null where none is out. */
  codeExpiresAt: z.string().nullable(),
  /** Says why that code is of no use before it expires; null where it is, or where none is out. */
  codeEnd: z.enum(['used', 'noTries']).nullable(),
  /** Says that nobody but the caller knows whether that code was sent. */
  isCodeUnclear: z.boolean(),
  openedBy: z.string(),
  openedAt: z.string(),
  closedBy: z.string().nullable(),
  closedAt: z.string().nullable(),
}

/** Checks a caller's case as the queue shows it; times are UTC. */
export const resetRowSchema = z.object(resetRow)

/** Carries a caller's case as the queue shows it. */
export type ResetRow = z.infer<typeof resetRowSchema>

/** Checks a caller's case with all that is known of it; no secret is in it. */
export const resetCaseSchema = z.object({
  ...resetRow,
  /** Says how the user stands in the built-in directory now; null where they are another backend's, or not found. */
  directoryUser: z.object({ isDisabled: z.boolean(), hasPhone: z.boolean() }).nullable(),
  checks: z.array(z.enum(callerChecks)),
  /** Says how many checks this case asks for. */
  checksNeeded: z.int(),
  captchaExpiresAt: z.string().nullable(),
  /** Describes the code that was sent last; `server` facts are read from our own backend, others are assumed. */
  code: z
    .object({
      basis: z.enum(['server', 'assumed']),
      sentAt: z.string(),
      expiresAt: z.string(),
      resendAt: z.string(),
      wrongTries: z.int(),
      triesLeft: z.int().nullable(),
      state: z.enum(['live', 'used']),
    })
    .nullable(),
  change: z
    .object({
      id: z.string(),
      state: changeStateSchema,
      from: z.enum(['typed', 'generated']),
      outcome: outcomeSchema.nullable(),
      sessions: z.enum(sessionEffects),
      settlesAt: z.string().nullable(),
      /** Names the operator who decided without a proof; null where nobody had to. */
      settledBy: z.string().nullable(),
    })
    .nullable(),
  /** Says what the new password has to be; `source` is the document that asks for its characters. */
  passwordForm: z.object({
    characters: z.enum(userPasswordCharacters),
    min: z.int(),
    max: z.int(),
    source: ruleReferenceSchema.nullable(),
  }),
  /** Says whether a generated password waits to be told to the caller, once. */
  canHandOver: z.boolean(),
  steps: z.array(
    z.object({
      at: z.string(),
      operator: z.string(),
      step: z.enum(resetSteps),
      detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
  readAt: z.string(),
})

/** Carries a caller's case with all that is known of it. */
export type ResetCase = z.infer<typeof resetCaseSchema>

const one = z.object({ id: z.string().max(100) })
const sent = z.object({ case: resetCaseSchema, outcome: outcomeSchema })

/** Describes the desk at which support staff carry callers through resets. */
export const resetDeskContract = {
  /** Lists cases in an order; without one the open ones come first, the newest first among them. */
  list: forSupport
    .input(
      z.object({
        search: z.string().max(entryLimits.search).optional(),
        show: z.enum(['open', 'closed', ...resetCaseStates]).optional(),
        sort: z.enum(resetSorts).optional(),
        descending: z.boolean().default(false),
        cursor: z.string().max(100).optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        rows: z.array(resetRowSchema),
        /** Says by what the rows are sorted; null where no order was asked for, or too many are left for it. */
        sort: z.enum(resetSorts).nullable(),
        open: z.int(),
        nextCursor: z.string().nullable(),
        readAt: z.string(),
      }),
    ),
  /** Lists the backends at which the desk can set a user's password, the likeliest first, with what each speaks. */
  places: forSupport.output(z.array(placeSchema.extend({ systems: z.array(z.enum(resetSystems)) }))),
  /** Says what keeps a user of the built-in directory from a reset without a code as things stand; null where nothing does. */
  withoutCode: forSupport
    .input(z.object({ num: z.int() }))
    .output(z.object({ num: z.int(), appid: z.string(), obstacle: z.enum(withoutCodeObstacles).nullable() })),
  /** Opens a case for a user of the built-in directory, or for one who is typed by the names of the backend. */
  open: forSupport
    .input(
      z.object({
        backendId: z.string().max(100),
        system: z.enum(resetSystems),
        user: z.union([
          z.object({ num: z.int() }),
          z.object({ phone: z.string().trim().min(1).max(entryLimits.phone), uid: line }),
        ]),
        caller: line,
        reason: z.string().trim().max(entryLimits.reason),
        ticket: line,
      }),
    )
    .output(resetCaseSchema),
  get: forSupport.input(one).output(resetCaseSchema),
  verifyCaller: forSupport
    .input(one.extend({ checks: z.array(z.enum(callerChecks)).max(callerChecks.length) }))
    .output(resetCaseSchema),
  /** Fetches a picture to read; `img` is a data URL, null where none came. */
  captcha: forSupport.input(one).output(sent.extend({ img: z.string().nullable() })),
  /** Has a code sent; `answer` is what the picture shows, where the system asks for one. */
  sendCode: forSupport
    .input(one.extend({ answer: z.string().trim().max(entryLimits.code).default('') }))
    .output(sent),
  /** Sets the password, or sends the same one again where it is not known what became of it. */
  setPassword: forSupport
    .input(
      one.extend({
        code: z.string().trim().max(entryLimits.code),
        next: z.discriminatedUnion('from', [
          z.object({ from: z.literal('generated') }),
          z.object({ from: z.literal('typed'), password: z.string().min(1).max(1024) }),
        ]),
      }),
    )
    .output(sent),
  /** Takes the operator's word for what became of a reset, where nobody knows it; audited. */
  decide: forSupport
    .meta({ stepUp: true })
    .input(
      one.extend({
        outcome: z.enum(['applied', 'not-applied']),
        confirmation: z.string().max(entryLimits.name),
      }),
    )
    .output(resetCaseSchema),
  /** Shows the generated password once, so that it can be told to the caller; audited. */
  handOver: forSupport
    .meta({ stepUp: true })
    .input(one)
    .output(z.object({ password: z.string() })),
  /** Notes that a proof was made for the ticket, and gives the case to write it from. */
  makeProof: forSupport.input(one).output(resetCaseSchema),
  close: forSupport
    .input(one.extend({ outcome: z.enum(resetClosings), note: z.string().trim().max(entryLimits.reason) }))
    .output(resetCaseSchema),
}
