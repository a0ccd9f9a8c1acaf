import { z } from 'zod'
import { changeStateSchema } from '../model/change.ts'
import { changeFilterSchema } from '../model/change-filter.ts'
import { entryLimits } from '../model/entry-limits.ts'
import { passwordFindingSchema } from '../model/password-findings.ts'
import {
  rotationRowReasons,
  rotationRowStates,
  rotationSorts,
  rotationStates,
  rotationStopReasons,
} from '../model/rotation.ts'
import { environmentSchema } from '../model/systems.ts'
import { forAdministrators } from './base.ts'

/** Checks how many accounts of a rotation stand in each state. */
const countsSchema = z.record(z.enum(rotationRowStates), z.int())

/** Checks a rotation as its list shows it; times are UTC, null where not reached. */
export const rotationSchema = z.object({
  id: z.string(),
  backend: z.object({ id: z.string(), name: z.string(), environment: environmentSchema }),
  /** Names who planned it. */
  operator: z.string(),
  state: z.enum(rotationStates),
  /** Says whether this desk is at work on it now. */
  running: z.boolean(),
  stopReason: z.enum(rotationStopReasons).nullable(),
  passwordLength: z.int(),
  plannedAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  counts: countsSchema,
})

/** Carries a rotation as its list shows it. */
export type RotationRecord = z.infer<typeof rotationSchema>

/** Checks one account of a rotation with what became of it; no secret is in it. */
export const rotationRowSchema = z.object({
  position: z.int(),
  accountId: z.string(),
  userID: z.string(),
  account: z.string(),
  nickname: z.string(),
  state: z.enum(rotationRowStates),
  reason: z.enum(rotationRowReasons).nullable(),
  /** Names the change and the state that it has by now: an unknown one may be settled since. */
  change: z
    .object({
      id: z.string(),
      state: changeStateSchema,
      /** Names the operator who decided without a proof; null where nobody had to. */
      settledBy: z.string().nullable(),
    })
    .nullable(),
  endedAt: z.string().nullable(),
})

/** Carries one account of a rotation with what became of it. */
export type RotationRowRecord = z.infer<typeof rotationRowSchema>

/** Checks by what accounts are chosen without naming them: as the table of admins is filtered. */
const matchingSchema = z.object({
  search: z.string().max(entryLimits.search).optional(),
  finding: passwordFindingSchema.optional(),
  state: changeFilterSchema.optional(),
  minAgeDays: z.int().min(1).max(3650).optional(),
})

const rotation = z.object({ rotationId: z.string() })
const confirmed = rotation.extend({
  /** Repeats the name of the backend. */
  confirmation: z.string().max(200),
})

/** Describes bulk rotation: a plan by dry run, one change first, then the rest, which can be stopped and resumed. */
export const rotationsContract = {
  /** Tries every chosen account against the target's rules and keeps the plan; sends nothing. */
  plan: forAdministrators
    .input(
      z.object({
        backendId: z.string(),
        /** Holds the accounts in the order in which they are to be changed, or says which ones are meant. */
        accounts: z.union([
          z.literal('all'),
          z.array(z.string()).min(1).max(10_000),
          z.object({ matching: matchingSchema }),
        ]),
        passwordLength: z.int().min(8).max(128).default(20),
      }),
    )
    .output(rotationSchema),
  /** Changes the first account alone; its result decides whether the rest may begin. */
  start: forAdministrators.meta({ stepUp: true }).input(confirmed).output(rotationSchema),
  /** Goes on with the rest after the first was confirmed. */
  continueWithRest: forAdministrators.meta({ stepUp: true }).input(rotation).output(rotationSchema),
  /** Asks a running rotation to stop after the account that it is at. */
  stop: forAdministrators.input(rotation).output(rotationSchema),
  /** Goes on with what waits in a stopped rotation, or one that the end of a desk cut off. */
  resume: forAdministrators.meta({ stepUp: true }).input(confirmed).output(rotationSchema),
  /** Ends a rotation that does not run; what waits is skipped. */
  abandon: forAdministrators.input(rotation).output(rotationSchema),
  get: forAdministrators
    .input(
      rotation.extend({
        /** Gives the accounts after this position. */
        after: z.int().min(0).default(0),
        /** Gives those in this state alone. */
        state: z.enum(rotationRowStates).optional(),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .output(
      z.object({
        rotation: rotationSchema,
        rows: z.array(rotationRowSchema),
        /** Names the account that is being changed, or whose turn is next; null where none waits. */
        current: rotationRowSchema.nullable(),
        /** Says by when the sessions from before the changes have ended; null where no account is changed. */
        sessionsUntil: z.string().nullable(),
        nextAfter: z.int().nullable(),
        readAt: z.string(),
      }),
    ),
  /** Gives the report on a rotation, one line an account, as CSV; no secret is in it. */
  report: forAdministrators.input(rotation).output(z.object({ csv: z.string() })),
  /** Gives the rotations that this desk is at work on. */
  running: forAdministrators.output(z.array(rotationSchema)),
  list: forAdministrators
    .input(
      z.object({
        state: z.enum(rotationStates).optional(),
        sort: z.enum(rotationSorts).default('planned'),
        descending: z.boolean().default(true),
        cursor: z.string().max(200).optional(),
        limit: z.int().min(1).max(100).default(20),
      }),
    )
    .output(z.object({ rotations: z.array(rotationSchema), nextCursor: z.string().nullable() })),
}
