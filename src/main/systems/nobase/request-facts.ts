import { z } from 'zod'
import { applicationSettingsSchema } from '../../../shared/model/application-settings.ts'
import { newPassFailures, updateSignFailures } from './wire.ts'

/** Lists the operations whose requests are judged again. */
export const judgedOperations = ['newPass', 'updateSign', 'login'] as const

/** Names an operation whose requests are judged again. */
export type JudgedOperation = (typeof judgedOperations)[number]

type Failure = keyof typeof newPassFailures | keyof typeof updateSignFailures

/** Names the rule that gave an answer; `done` where every check was passed. */
export type Rule = Failure | 'done'

const failures: readonly Failure[] = [
  ...Object.keys(newPassFailures),
  ...Object.keys(updateSignFailures),
] as Failure[]

/** Checks what is kept of a request that met an application's settings: facts for its rules, and no secret. */
export const admittedRequestSchema = z.object({
  operation: z.enum(judgedOperations),
  appid: z.string(),
  /** Holds what the application was set to when it answered. */
  settings: applicationSettingsSchema,
  rule: z.enum(['done', ...failures]),
  /** Names the account that was meant, where it is known to be one. */
  who: z.string().nullable(),
  presented: z.object({ token: z.boolean(), user: z.boolean(), pass: z.boolean() }),
  /** Says whose token it was: a user's of this application who is enabled or disabled, or nobody's. */
  token: z.enum(['none', 'normal', 'disabled', 'void']),
  account: z.object({ digits: z.boolean(), length: z.int() }),
  /** Says how a new password stood to the limits then, in place of its length; `form` where it has other characters. */
  newPassword: z.enum(['none', 'short', 'fits', 'long', 'form']),
})

/** Carries what is kept of a request that met an application's settings. */
export type AdmittedRequest = z.infer<typeof admittedRequestSchema>

/** Checks what is kept of any request to nobase: of one that met no application's settings, only its operation. */
export const requestFactsSchema = z.union([
  admittedRequestSchema,
  z.object({ operation: z.enum(judgedOperations), appid: z.null() }),
])

/** Carries what is kept of a request to nobase. */
export type RequestFacts = z.infer<typeof requestFactsSchema>
