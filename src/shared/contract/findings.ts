import { z } from 'zod'
import { entryLimits } from '../model/entry-limits.ts'
import { findingSorts } from '../model/listed-findings.ts'
import { defaultKinds, passwordFindingSchema } from '../model/password-findings.ts'
import { environmentSchema } from '../model/systems.ts'
import { base } from './base.ts'

const forAuditing = base.meta({ access: ['administrator', 'auditor'] })

const findingsAccount = z.object({ kind: z.enum(['admin', 'user']), id: z.string().max(entryLimits.name) })

/** Checks one account with everything found against its password; nothing of the password is in it. */
export const accountFindingsSchema = z.object({
  kind: z.enum(['admin', 'user']),
  id: z.string(),
  backendId: z.string(),
  backend: z.string(),
  environment: environmentSchema,
  /** Names a user's application; null for an admin. */
  application: z.string().nullable(),
  userID: z.string(),
  account: z.string(),
  passwordChangedAt: z.string().nullable(),
  findings: z.array(passwordFindingSchema),
  /** Is false where the password never was at hand, as with an imported hash. */
  judged: z.boolean(),
  defaultKind: z.enum(defaultKinds).nullable(),
  /** Counts the other accounts with the same password. */
  reusedBy: z.int(),
  /** Is the same for accounts with the same password. */
  reuseGroup: z.int().nullable(),
  score: z.int().nullable(),
})

/** Checks a question for accounts with findings; without a filter, for those with any. */
export const findingsQuestionSchema = z.object({
  finding: z.enum([...passwordFindingSchema.options, 'any', 'not-judged', 'none']).default('any'),
  kind: z.enum(['admin', 'user']).optional(),
  backendId: z.string().optional(),
  /** Names an account: those with the same password are given, itself among them, by what is kept to tell that. */
  sameAs: findingsAccount.optional(),
  /** Looks for a part of an account, its ID, its backend or its application. */
  search: z.string().max(entryLimits.search).optional(),
  /** Names the built-in backend as the page does, so that it is found by that too. */
  builtInName: z.string().max(entryLimits.name).optional(),
  /** Sorts by that; without it, admins come first. */
  sort: z.enum(findingSorts).optional(),
  descending: z.boolean().default(false),
  cursor: z.string().max(4000).optional(),
  limit: z.int().min(1).max(200).default(50),
})

/** Checks how many accounts have each finding. */
export const findingCountsSchema = z.object({
  accounts: z.int(),
  default: z.int(),
  reused: z.int(),
  weak: z.int(),
  stale: z.int(),
  notJudged: z.int(),
  readAt: z.string(),
})

/** Describes what is found against passwords, read without any of them. */
export const findingsContract = {
  /** Gives a page of the accounts that match; without a filter, of those with a finding. */
  list: forAuditing.input(findingsQuestionSchema).output(
    z.object({
      rows: z.array(accountFindingsSchema),
      /** Names the account that `sameAs` asks for; null where it asks for none, or there is no such account any more. */
      sameAs: z.string().nullable(),
      nextCursor: z.string().nullable(),
      readAt: z.string(),
    }),
  ),
  /** Counts accounts by what is found against them. */
  summary: forAuditing.output(findingCountsSchema),
}
