import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { forAdministrators } from './base.ts'

const file = z.object({ fileId: z.string().max(100) })
const note = z.object({ path: z.string(), message: z.string() })

/** Checks what a directory document holds, or held: what it names by section, or everything that is wrong with it. */
export const documentReadingSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    counts: z.object({
      applications: z.int(),
      admins: z.int(),
      users: z.int(),
      tokens: z.int(),
      codes: z.int(),
    }),
    /** Counts the passwords in force that others take the place of, and names the first whose they are. */
    replaced: z.object({ admins: z.int(), users: z.int(), first: z.array(z.string()) }),
    warnings: z.array(note),
  }),
  z.object({
    ok: z.literal(false),
    /** Holds the first of the errors, in the order of the document. */
    errors: z.array(note),
    /** Counts them all. */
    total: z.int(),
  }),
])

/** Carries what a directory document holds, or everything that is wrong with it. */
export type DocumentReading = z.infer<typeof documentReadingSchema>

/** Describes what the built-in backend's directory holds, and the sample data. */
export const directoryContract = {
  summary: forAdministrators.output(
    z.object({
      applications: z.int(),
      admins: z.int(),
      users: z.int(),
      empty: z.boolean(),
      /** Is true while the sample data is in the directory. */
      sample: z.boolean(),
    }),
  ),
  /** Puts the sample people into an empty directory. */
  loadSample: forAdministrators.output(z.void()),
  /** Takes the sample people out again, with their changes' rows kept in the audit. */
  removeSample: forAdministrators.output(z.void()),
  /** Gives the directory as the text of a document, in pieces, without any secret; audited. */
  exportDocument: forAdministrators.output(eventIterator(z.object({ text: z.string() }))),
  /** Reads a document that was handed in to its end, as an import does, and writes nothing. */
  checkDocument: forAdministrators.meta({ stepUp: true }).input(file).output(documentReadingSchema),
  /**
   * Imports a document in one transaction and lets go of it; with errors it changes nothing. `replaces` is the number of
   * passwords in force that was confirmed: where it is another by now, `PLAN_OUTDATED`.
   */
  importDocument: forAdministrators
    .meta({ stepUp: true })
    .input(file.extend({ replaces: z.int().min(0) }))
    .output(documentReadingSchema),
}
