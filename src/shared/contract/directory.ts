import { z } from 'zod'
import { forAdministrators } from './base.ts'

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
}
