import { z } from 'zod'
import { forAdministrators } from './base.ts'

/** Checks the state of the built-in backend; `url` is null while it does not run. */
export const builtInStateSchema = z.object({
  running: z.boolean(),
  url: z.string().nullable(),
  /** Says why it does not run, in the words of the operating system. */
  failure: z.string().nullable(),
})

/** Describes the built-in backend: its state, start and stop. */
export const builtInContract = {
  state: forAdministrators.output(builtInStateSchema),
  start: forAdministrators.output(builtInStateSchema),
  stop: forAdministrators.output(builtInStateSchema),
}
