import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { auditActionSchema, auditResults } from '../model/audit-action.ts'
import { forOperators } from './base.ts'

/** Checks one event of the audit; `at` is UTC. */
export const auditEventSchema = z.object({
  seq: z.int(),
  at: z.string(),
  actor: z.string(),
  action: auditActionSchema,
  target: z.string(),
  result: z.enum(auditResults),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  hash: z.string(),
})

/** Carries one event of the audit. */
export type AuditEvent = z.infer<typeof auditEventSchema>

/** Lists why a range of the chain does not hold. */
export const badRangeReasons = [
  'body',
  'link',
  'gap',
  'duplicate',
  'reorder',
  'truncated',
  'signature',
  'anchor-contradiction',
  'rollback',
  'unreadable',
] as const

/** Checks the result of a verification; the verdicts stand for the exit codes 0, 1, 3 and 4. */
export const auditReportSchema = z.object({
  verdict: z.enum(['verified', 'tampered', 'consistent', 'unreadable']),
  events: z.int(),
  bad: z.array(z.object({ from: z.int(), to: z.int(), reason: z.enum(badRangeReasons) })),
  checkpoints: z.int(),
  /** Counts the events after the last signed checkpoint. */
  unsignedTail: z.int(),
  newestAnchorAt: z.string().nullable(),
  /** Says where the key came from: given from outside, or only the store's own. */
  key: z.enum(['outside', 'own', 'none']),
  rowMacs: z.enum(['checked', 'not-checked']),
})

/** Carries the result of a verification of the chain. */
export type AuditReport = z.infer<typeof auditReportSchema>

/** Describes the audit: its events, the state of its chain and a verification with progress. */
export const auditContract = {
  list: forOperators
    .input(
      z.object({
        search: z.string().max(200).optional(),
        actor: z.string().max(200).optional(),
        action: auditActionSchema.optional(),
        result: z.enum(auditResults).optional(),
        from: z.iso.datetime().optional(),
        to: z.iso.datetime().optional(),
        /** Gives events before this sequence number, newest first. */
        before: z.int().optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        events: z.array(auditEventSchema),
        nextBefore: z.int().nullable(),
        total: z.int(),
        readAt: z.string(),
      }),
    ),
  facets: forOperators.output(z.object({ actors: z.array(z.string()), actions: z.array(auditActionSchema) })),
  chain: forOperators.output(
    z.object({
      events: z.int(),
      head: z.string().nullable(),
      lastCheckpoint: z.object({ seq: z.int(), at: z.string() }).nullable(),
      unsignedTail: z.int(),
      keyFingerprint: z.string().nullable(),
      anchorPath: z.string(),
    }),
  ),
  verify: forOperators.output(
    eventIterator(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('progress'), checked: z.int(), total: z.int() }),
        z.object({ kind: z.literal('report'), report: auditReportSchema }),
      ]),
    ),
  ),
}
