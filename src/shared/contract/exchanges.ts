import { z } from 'zod'
import { contradictionIds } from '../model/contradictions.ts'
import { entryLimits } from '../model/entry-limits.ts'
import { exchangePurposes } from '../model/exchange-purpose.ts'
import { exchangeSorts } from '../model/listed-exchanges.ts'
import { outcomeReasons, outcomeSchema, outcomeStatuses } from '../model/outcome.ts'
import { operationSchema } from '../model/systems.ts'
import { forAdministrators } from './base.ts'

/** Checks one request that the desk sent, as a list shows it; `at` is UTC, `changeId` null where it made no change. */
export const sentExchangeSchema = z.object({
  id: z.int(),
  at: z.string(),
  operator: z.string(),
  purpose: z.enum(exchangePurposes),
  backend: z.object({ id: z.string(), name: z.string() }),
  operation: operationSchema,
  target: z.string(),
  status: z.enum(outcomeStatuses),
  reason: z.enum(outcomeReasons).nullable(),
  httpStatus: z.int().nullable(),
  durationMs: z.int(),
  changeId: z.string().nullable(),
})

/** Carries one request that the desk sent, as a list shows it. */
export type SentExchange = z.infer<typeof sentExchangeSchema>

/** Describes the record of every request that the desk sent; nothing in it is secret. */
export const exchangesContract = {
  list: forAdministrators
    .input(
      z.object({
        backendId: z.string().max(200).optional(),
        status: z.enum(outcomeStatuses).optional(),
        operation: operationSchema.optional(),
        purpose: z.enum(exchangePurposes).optional(),
        changeId: z.string().max(200).optional(),
        from: z.iso.datetime().optional(),
        to: z.iso.datetime().optional(),
        /** Looks for a part of the target. */
        search: z.string().max(entryLimits.search).optional(),
        sort: z.enum(exchangeSorts).default('at'),
        descending: z.boolean().default(true),
        cursor: z.string().max(100).optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        rows: z.array(sentExchangeSchema),
        /** Says by what the rows are sorted: by time, the newest first, where too many are left for another order. */
        sort: z.enum(exchangeSorts),
        nextCursor: z.string().nullable(),
        readAt: z.string(),
      }),
    ),
  /** Gives one exchange with its outcome, request, answer and cURL command, as they were masked when it was sent. */
  get: forAdministrators.input(z.object({ id: z.int() })).output(
    sentExchangeSchema.extend({
      outcome: outcomeSchema,
      /** Names the contradictions of the documents that the answer meets. */
      contradictions: z.array(z.enum(contradictionIds)),
    }),
  ),
}
