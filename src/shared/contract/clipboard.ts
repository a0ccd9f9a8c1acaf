import { z } from 'zod'
import { copiedEnds } from '../model/copied-secret.ts'
import { entryLimits } from '../model/entry-limits.ts'
import { forAnyone, forOperators } from './base.ts'

/** Describes the clipboard of the machine, which a desk in a window of its own reaches without the page. */
export const clipboardContract = {
  /** Puts a secret in for the time of the settings; gives it in milliseconds, or null where the desk reaches none. */
  copy: forOperators
    .input(z.object({ secret: z.string().min(1).max(entryLimits.secret) }))
    .output(z.object({ life: z.number() }).nullable()),
  /** Takes out what was put in last, if it is still in it; null where nothing was. A lock does not bar it. */
  takeOut: forAnyone.output(z.enum(copiedEnds).nullable()),
}
