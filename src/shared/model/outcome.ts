import { z } from 'zod'
import { requestSignatureSchema } from './signature.ts'
import { operationSchema } from './systems.ts'
import type { RuleText } from './rule-texts.ts'

/** Lists what can become of an operation; `unknown` means sent, with no answer that can be believed. */
export const outcomeStatuses = ['succeeded', 'rejected', 'refused', 'unreachable', 'unknown'] as const

/** Names what became of an operation. */
export type OutcomeStatus = (typeof outcomeStatuses)[number]

/** Lists why an operation did not succeed, in words that no wire code can blur. */
export const outcomeReasons = [
  'missing-parameter',
  'malformed-parameter',
  'same-password',
  'password-format',
  'wrong-credentials',
  'account-not-found',
  'account-disabled',
  'token-invalid',
  'token-missing',
  'signature-invalid',
  'code-invalid',
  'code-expired',
  'captcha-invalid',
  'change-not-allowed',
  'application-unavailable',
  'developer-overdue',
  'shop-unavailable',
  'rate-limited',
  'not-permitted',
  'storage-failure',
  'protocol-mismatch',
  'timeout',
  'connection-failed',
  'server-error',
  'other',
] as const

/** Names why an operation did not succeed. */
export type OutcomeReason = (typeof outcomeReasons)[number]

/** Checks what an answer carried on the wire, as received. */
export const wireAnswerSchema = z.object({
  httpStatus: z.int(),
  code: z.union([z.number(), z.string()]).nullable(),
  message: z.string(),
})

/** Checks one place where an answer departs from its document. */
export const driftSchema = z.object({ expected: z.string(), got: z.string() })

/** Names one place where an answer departs from its document. */
export type Drift = z.infer<typeof driftSchema>

/** Checks the kept form of one HTTP exchange, with every secret masked. */
export const exchangeSchema = z.object({
  method: z.string(),
  url: z.string(),
  requestHeaders: z.record(z.string(), z.string()),
  requestBody: z.string(),
  responseBody: z.string().nullable(),
  durationMs: z.number(),
  curl: z.string(),
})

/** Names the rule of a document that our own check applied. */
export const ruleReferenceSchema = z.object({ document: z.string(), section: z.string(), rule: z.string() })

/** Points at the document, the section and the rule behind a check of ours; on record there may be older ones. */
export interface RuleReference extends z.infer<typeof ruleReferenceSchema> {
  rule: RuleText
}

/** Checks the client's one result type; `wire` is null where no answer came, `exchange` where nothing was sent. */
export const outcomeSchema = z.object({
  operation: operationSchema,
  status: z.enum(outcomeStatuses),
  reason: z.enum(outcomeReasons).nullable(),
  wire: wireAnswerSchema.nullable(),
  drift: z.array(driftSchema),
  rule: ruleReferenceSchema.nullable(),
  exchange: exchangeSchema.nullable(),
  /** Gives the code of the operating system, of TLS or of the HTTP parser where the wire itself failed. */
  failure: z.string().optional(),
  /** Explains the signature of the request, where the system's document asks for one. */
  signature: requestSignatureSchema.optional(),
})

/** Carries what became of one operation: the client's one result type. */
export type Outcome = z.infer<typeof outcomeSchema>
