import { z } from 'zod'
import { forAdministrators } from './base.ts'

const file = z.object({ fileId: z.string().max(100) })

/** Describes how a file gets into the desk that is bigger than one call may be: in parts, and held in memory only. */
export const incomingFilesContract = {
  /** Makes room for a file of so many bytes; an operator has one at a time. */
  begin: forAdministrators.input(z.object({ bytes: z.int().min(0) })).output(file),
  /** Adds the next part of the file (base64). */
  add: forAdministrators.input(file.extend({ part: z.base64().max(720_000) })).output(z.void()),
  /** Lets go of the file, and of all that was read from it. */
  drop: forAdministrators.input(file).output(z.void()),
}
