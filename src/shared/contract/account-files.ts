import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import {
  accountFileColumnSchema,
  accountFileCountsSchema,
  accountFileEncodings,
  accountFileFaults,
  accountFileKinds,
  accountFileRowSchema,
  accountRowFilters,
} from '../model/account-file.ts'
import { changeFilterSchema } from '../model/change-filter.ts'
import { entryLimits } from '../model/entry-limits.ts'
import { userStandings } from '../model/listed-users.ts'
import { passwordFindingSchema } from '../model/password-findings.ts'
import { forAdministrators } from './base.ts'

const file = z.object({ fileId: z.string().max(100) })

/** Checks what a file of accounts was found to be: not readable, with why, or a plan of what would be written. */
export const accountFilePlanSchema = z.discriminatedUnion('readable', [
  z.object({
    readable: z.literal(false),
    fault: z.enum(accountFileFaults),
    columns: z.array(accountFileColumnSchema),
    /** Gives the line of the fault, or the most that is taken of what is too much; null where neither says anything. */
    fact: z.int().nullable(),
  }),
  z.object({
    readable: z.literal(true),
    encoding: z.enum(accountFileEncodings),
    /** Lists the headings that nothing is taken from; those that an export writes for people are not among them. */
    leftOut: z.array(z.string()),
    counts: accountFileCountsSchema,
    /** Counts the rows that carry warnings: they can be imported. */
    warned: z.int(),
    passwords: z.object({
      /** Counts the rows with a password for an account that has none, or is new. */
      given: z.int(),
      /** Counts the rows with another password than the one in force, which is replaced. */
      replaces: z.int(),
      /** Counts those whose password is left out, because nobody asked to replace. */
      kept: z.int(),
    }),
    /** Stands for the plan: only the very plan that was looked at is carried out. */
    digest: z.string(),
  }),
])

/** Carries what a file of accounts was found to be. */
export type AccountFilePlan = z.infer<typeof accountFilePlanSchema>

/** Checks how far an import is, or how it ended; `stopped` says that nothing was written. */
export const accountImportStepSchema = z.discriminatedUnion('at', [
  z.object({ at: z.enum(['preparing', 'writing']), done: z.int(), total: z.int() }),
  z.object({ at: z.literal('done'), counts: accountFileCountsSchema }),
  z.object({ at: z.literal('stopped') }),
])

/** Carries how far an import is, or how it ended. */
export type AccountImportStep = z.infer<typeof accountImportStepSchema>

/** Describes files of accounts (CSV): what is written to one, and what one would bring in. */
export const accountFilesContract = {
  /** Gives accounts as CSV, without any password, in pieces of text that make one file together; audited. */
  export: forAdministrators
    .input(
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('admins'),
          search: z.string().max(entryLimits.search).optional(),
          backendId: z.string().max(200).optional(),
          finding: passwordFindingSchema.optional(),
          state: changeFilterSchema.optional(),
        }),
        z.object({
          kind: z.literal('users'),
          search: z.string().max(entryLimits.search).optional(),
          appid: z.string().max(1024).optional(),
          standing: z.enum(userStandings).optional(),
        }),
      ]),
    )
    .output(eventIterator(z.object({ text: z.string(), done: z.int() }))),
  /** Reads a file and says what it would bring in; writes nothing. */
  check: forAdministrators
    .meta({ stepUp: true })
    .input(
      file.extend({
        kind: z.enum(accountFileKinds),
        /** Lets passwords of the file take the place of those in force; else those stay. */
        replacePasswords: z.boolean().default(false),
      }),
    )
    .output(accountFilePlanSchema),
  /** Gives rows of the plan that was made last, by line. */
  rows: forAdministrators
    .input(
      file.extend({
        state: z.enum(accountRowFilters).optional(),
        from: z.int().min(0).default(0),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ rows: z.array(accountFileRowSchema), total: z.int() })),
  /** Carries the plan out, all of it in one transaction or nothing, and lets go of the file; ends with how it ended. */
  import: forAdministrators
    .meta({ stepUp: true })
    .input(file.extend({ digest: z.string().max(200) }))
    .output(eventIterator(accountImportStepSchema)),
  /** Stops an import that is under way, with nothing written, unless it is too late: the import says which. */
  stop: forAdministrators.input(file).output(z.void()),
}
