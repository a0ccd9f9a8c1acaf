import { z } from 'zod'
import { ageBands } from '../model/age-bands.ts'
import { outcomeReasons, outcomeStatuses } from '../model/outcome.ts'
import { environments, operationSchema } from '../model/systems.ts'
import { remoteApplicationSchema } from './applications.ts'
import { auditReportSchema } from './audit.ts'
import { base, forOperators } from './base.ts'
import { rotationSchema } from './rotations.ts'

const waiting = z.object({
  count: z.int(),
  /** Says since when the oldest waits (UTC); null where none does. */
  oldestAt: z.string().nullable(),
})
const backend = z.object({ id: z.string(), name: z.string(), environment: z.enum(environments) })

/**
 * Checks what needs somebody now, and the figures behind the charts. Every part is null for a role whose part it is
 * not; no secret is in it, times are UTC.
 */
export const overviewSchema = z.object({
  readAt: z.string(),
  /** Counts the changes of which nobody knows what became, admins' and users' apart; support sees users' alone. */
  changes: z
    .object({
      admins: waiting.nullable(),
      /** Names the caller's case where it is one alone; null where it has none, or where there are more. */
      users: waiting.extend({ resetId: z.string().nullable() }),
    })
    .nullable(),
  resets: waiting.nullable(),
  /** Lists the rotations that were begun and go on only when somebody sees to them. */
  rotations: z.array(rotationSchema).nullable(),
  /** Lists the backends whose last exchange got no answer, or none that could be read. */
  failing: z
    .array(
      z.object({
        backend,
        at: z.string(),
        operation: operationSchema,
        status: z.enum(outcomeStatuses),
        reason: z.enum(outcomeReasons).nullable(),
      }),
    )
    .nullable(),
  /** Lists the backends whose entries were edited from outside, of which nothing else can be believed. */
  damaged: z.array(backend.pick({ id: true, name: true })).nullable(),
  /** Lists the flags of other backends' consoles that answers show to be set otherwise than recorded. */
  differing: z
    .array(
      remoteApplicationSchema.shape.differs.element.extend({
        backend,
        appid: z.string(),
      }),
    )
    .nullable(),
  chain: z
    .object({
      events: z.int(),
      unsigned: z.int(),
      /** Says since when events wait for a signature; null where none does. */
      unsignedSince: z.string().nullable(),
      verified: z
        .object({ at: z.string(), verdict: auditReportSchema.shape.verdict, newEvents: z.int() })
        .nullable(),
    })
    .nullable(),
  backup: z
    .object({ madeAt: z.string().nullable(), failedAt: z.string().nullable(), isOld: z.boolean() })
    .nullable(),
  lockedOut: z.array(z.object({ name: z.string(), until: z.string() })).nullable(),
  /** Gives a figure for every day that was asked for, in their order. */
  days: z.array(
    z.object({
      from: z.string(),
      /** Counts passwords that were changed, users' that were set anew, and what of both did not come about. */
      changed: z.int().nullable(),
      reset: z.int(),
      failed: z.int(),
      /** Counts what of both an operator decided without a proof, whichever way; it is in none of the others. */
      decided: z.int(),
      /** Counts the events of the audit, and the sign-ins of operators that failed. */
      events: z.int().nullable(),
      signInsFailed: z.int().nullable(),
    }),
  ),
})

/** Carries what needs somebody now, and the figures behind the charts. */
export type Overview = z.infer<typeof overviewSchema>

/** Checks the counts of the admins of every backend by what is found against their passwords, and by the ages of these. */
export const passwordCensusSchema = z.object({
  accounts: z.int(),
  default: z.int(),
  reused: z.int(),
  weak: z.int(),
  stale: z.int(),
  /** Counts in the order of the bands of age. */
  ages: z.array(z.int()).length(ageBands.length),
  ageNotKnown: z.int(),
})

/** Carries the counts of admins by what is found against their passwords. */
export type PasswordCensus = z.infer<typeof passwordCensusSchema>

/** Describes the first page of every role. */
export const overviewContract = {
  /** Reads everything at once; `days` are the beginnings of the days to count by, in the page's own time zone. */
  get: forOperators
    .input(z.object({ days: z.array(z.iso.datetime()).min(1).max(62) }))
    .output(overviewSchema),
  /** Counts admins by what is found against their passwords; read beside the rest, as it takes longer. */
  passwords: base.meta({ access: ['administrator', 'auditor'] }).output(passwordCensusSchema),
}
