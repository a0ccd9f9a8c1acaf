import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { auditActionSchema, auditResults } from '../model/audit-action.ts'
import { entryLimits } from '../model/entry-limits.ts'
import { base, forOperators } from './base.ts'
import { accountFindingsSchema, findingCountsSchema, findingsQuestionSchema } from './findings.ts'

const forAuditing = base.meta({ access: ['administrator', 'auditor'] })

/**
 * Checks one event of the audit; `at` is UTC. In a file that was changed from outside, each text may be any: an action
 * that nobody knows, a time that is none.
 */
export const auditEventSchema = z.object({
  seq: z.int(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  result: z.string(),
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

/** Lists what can be wrong with a row that steers behaviour. */
export const badRowFaults = ['mac', 'rollback', 'missing'] as const

/** Checks the result of a verification; the verdicts stand for the exit codes 0, 1, 3 and 4. */
export const auditReportSchema = z.object({
  verdict: z.enum(['verified', 'tampered', 'consistent', 'unreadable']),
  events: z.int(),
  bad: z.array(z.object({ from: z.int(), to: z.int(), reason: z.enum(badRangeReasons) })),
  /** Lists the events that fit each other, but stand before a break, where no signature reaches them. */
  unproven: z.array(z.object({ from: z.int(), to: z.int() })),
  /** Lists how the tables of the audit differ from those that the program makes. */
  structure: z.array(z.object({ object: z.string(), fault: z.enum(['missing', 'unknown', 'changed']) })),
  /** Counts the signed checkpoints whose signature holds and whose event is the one that they name. */
  checkpoints: z.int(),
  /** Counts the events after the last signed checkpoint. */
  unsignedTail: z.int(),
  /** Lists the first of the events after the last signed checkpoint. */
  tail: z.array(
    z.object({ seq: z.int(), at: z.string(), actor: z.string(), action: z.string(), target: z.string() }),
  ),
  newestAnchorAt: z.string().nullable(),
  /** Gives how long ago the newest anchor was signed, in milliseconds. */
  newestAnchorAgeMs: z.number().nullable(),
  /** Says where the key came from: given from outside, or only the store's own. */
  key: z.enum(['outside', 'own', 'none']),
  rowMacs: z.enum(['checked', 'not-checked']),
  /** Lists the rows that steer behaviour and were changed, put back or taken away from outside. */
  badRows: z.array(z.object({ table: z.string(), row: z.string(), fault: z.enum(badRowFaults) })),
})

/** Carries the result of a verification of the chain. */
export type AuditReport = z.infer<typeof auditReportSchema>

const filter = z.object({
  search: z.string().max(entryLimits.search).optional(),
  actor: z.string().max(200).optional(),
  action: auditActionSchema.optional(),
  result: z.enum(auditResults).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
})

const language = z.enum(['en', 'zh-CN'])
const copy = z.object({
  path: z.string().min(1).max(entryLimits.path),
  /** Gives the checkpoint key from outside, as PEM. */
  publicKey: z.string().max(entryLimits.publicKey).optional(),
})
const verification = eventIterator(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('progress'), checked: z.int(), total: z.int() }),
    z.object({ kind: z.literal('report'), report: auditReportSchema }),
  ]),
)

const page = filter.extend({
  oldestFirst: z.boolean().default(false),
  /** Gives events before this sequence number, where the newest come first. */
  before: z.int().optional(),
  /** Gives events after this sequence number, where the oldest come first. */
  after: z.int().optional(),
  limit: z.int().min(1).max(200).default(50),
})
const format = z.enum(['csv', 'json'])
const exported = eventIterator(z.object({ text: z.string(), done: z.int(), total: z.int() }))

/** Describes the audit: its events, the state of its chain, verifications with progress, and what is handed on of it. */
export const auditContract = {
  list: forOperators.input(page).output(
    z.object({
      events: z.array(auditEventSchema),
      /** Names the event before which, or after which, the next page begins. */
      next: z.int().nullable(),
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
      /** Gives the public half of the checkpoint key as PEM, for keeping outside the store. */
      publicKey: z.string().nullable(),
      anchorPath: z.string(),
      /** Names every file that carries the anchors, and what kept one from being written. */
      anchors: z.array(z.object({ path: z.string(), problem: z.string().nullable() })),
    }),
  ),
  verify: forOperators.output(verification),
  /** Verifies another store's file, or an auditor's copy of one, which is only read. */
  openCopy: forOperators.input(copy).output(verification),
  /** Gives a page of another file's events as it holds them, true or not: whether they are is for `openCopy` to say. */
  listCopy: forOperators.input(page.extend({ path: copy.shape.path })).output(
    z.object({
      events: z.array(auditEventSchema),
      next: z.int().nullable(),
      /** Is null where the file cannot be read in order from this end to the other. */
      total: z.int().nullable(),
      /** Counts rows that are not listed, as their number is none that a store gives. */
      unnumbered: z.int(),
      readAt: z.string(),
    }),
  ),
  /** Gives who and what occurs in another file; a mark stands for a name where the name must not. */
  copyFacets: forOperators.input(copy.pick({ path: true })).output(
    z.object({
      actors: z.array(z.object({ mark: z.string(), name: z.string() })),
      actions: z.array(auditActionSchema),
    }),
  ),
  /** Gives a page of the accounts of another file that match; no signature covers what it holds of them. */
  listCopyFindings: forAuditing.input(findingsQuestionSchema.extend({ path: copy.shape.path })).output(
    z.object({
      rows: z.array(accountFindingsSchema.omit({ environment: true })),
      sameAs: z.string().nullable(),
      nextCursor: z.string().nullable(),
      readAt: z.string(),
    }),
  ),
  /** Counts the accounts of another file by what is found against them. */
  countCopyFindings: forAuditing.input(copy.pick({ path: true })).output(findingCountsSchema),
  /** Gives the events that a filter lets through, oldest first, in pieces of text that make one file together. */
  export: forOperators.input(filter.extend({ format })).output(exported),
  /** Gives the same of another file. */
  exportCopy: forOperators.input(filter.extend({ format, path: copy.shape.path })).output(exported),
  /** Makes what an auditor takes away, a file without any secret, and gives it part by part in base64. */
  takeCopy: forAuditing.output(eventIterator(z.object({ part: z.base64(), done: z.int(), total: z.int() }))),
  /** Gives the report on the audit as one page of HTML. */
  report: forAuditing.input(z.object({ language })).output(z.object({ html: z.string() })),
  /** Gives the same on another store's file, or on an auditor's copy of one. */
  reportOnCopy: forAuditing.input(copy.extend({ language })).output(z.object({ html: z.string() })),
}
