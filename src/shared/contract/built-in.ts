import { z } from 'zod'
import { isServedRule, type ServedRule } from '../model/served-rules.ts'
import { operationSchema } from '../model/systems.ts'
import { forAdministrators } from './base.ts'

/** Checks the state of the built-in backend; `url` is null while it does not run. */
export const builtInStateSchema = z.object({
  running: z.boolean(),
  url: z.string().nullable(),
  /** Says why it does not run, in the words of the operating system. */
  failure: z.string().nullable(),
  /** Gives the port that it was asked to take; 0 takes any that is free. */
  port: z.int(),
})

/** Checks a client of one operation as lines of a shell, and what signs its requests. */
export const sampleClientSchema = z.object({
  operation: operationSchema,
  script: z.string(),
  /** Is null where nothing is signed. */
  sign: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('fixed'), name: z.string() }),
      z.object({
        kind: z.literal('digest'),
        name: z.string(),
        letters: z.enum(['lower', 'upper']),
        rule: z.string(),
        assumed: z.boolean(),
      }),
    ])
    .nullable(),
})

/** Carries a client of one operation as lines of a shell. */
export type SampleClient = z.infer<typeof sampleClientSchema>

const servedRuleSchema = z.custom<ServedRule>((value) => typeof value === 'string' && isServedRule(value))

/** Checks a request that the built-in backend answered, masked; `at` is UTC. */
export const servedRequestSchema = z.object({
  id: z.int(),
  at: z.string(),
  method: z.string(),
  path: z.string(),
  httpStatus: z.int(),
  durationMs: z.number(),
  /** Holds headers and parameters with every secret masked; empty where so many came at once that it was not kept. */
  request: z.string(),
  /** Holds the answer with every secret masked; empty where it was not kept. */
  response: z.string(),
  /** Names the rule that gave the answer, which the caller is not told; null where it is not known. */
  rule: servedRuleSchema.nullable(),
})

/** Carries a request that the built-in backend answered, masked. */
export type ServedRequestRow = z.infer<typeof servedRequestSchema>

/** Checks a message of the outbox, which stands in for a phone network; its code is not in it. */
export const outboxMessageSchema = z.object({
  id: z.int(),
  channel: z.enum(['sms', 'email']),
  to: z.string(),
  purpose: z.enum(['reset']),
  codeid: z.int(),
  at: z.string(),
  expiresAt: z.string(),
})

const page = z.object({
  /** Gives what came before this id, newest first. */
  before: z.int().optional(),
  limit: z.int().min(1).max(200).default(50),
})

/** Describes the built-in backend: its state, start and stop, its latest requests, and what it sent. */
export const builtInContract = {
  state: forAdministrators.output(builtInStateSchema),
  /** Starts it, at the port that is named or else the one that was asked for before. */
  start: forAdministrators
    .input(z.object({ port: z.int().min(0).max(65_535).optional() }).default({}))
    .output(builtInStateSchema),
  stop: forAdministrators.output(builtInStateSchema),
  /** Gives a client of every operation; `filled` says that it names the sample people, and works as it stands. */
  samples: forAdministrators.output(z.object({ filled: z.boolean(), samples: z.array(sampleClientSchema) })),
  /** Gives of the last 2,000 requests one page, newest first, and how many of all of them each rule answered. */
  requests: forAdministrators.input(page.extend({ rule: servedRuleSchema.optional() })).output(
    z.object({
      rows: z.array(servedRequestSchema),
      rules: z.array(z.object({ rule: servedRuleSchema, count: z.int() })),
      nextBefore: z.int().nullable(),
      readAt: z.string(),
    }),
  ),
  outbox: forAdministrators
    .input(page)
    .output(
      z.object({ rows: z.array(outboxMessageSchema), nextBefore: z.int().nullable(), readAt: z.string() }),
    ),
  /** Shows the code of a message; audited. */
  revealCode: forAdministrators
    .meta({ stepUp: true })
    .input(z.object({ id: z.int() }))
    .output(z.object({ code: z.string() })),
}
