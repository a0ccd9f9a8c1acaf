import { storeWriteRefusal } from '../store/store-error.ts'

/**
 * Says in one line that the store took no more while a command worked in it, and what to do; null where an error says
 * something else, or where it was another file that could not be written.
 */
export function refusedWrite(error: unknown): string | null {
  const problem = storeWriteRefusal(error)
  if (problem === null) return null
  const why = problem === 'no-space' ? 'its disk is full' : 'the system refuses'
  return `The store took no more: ${why}. What was durable before is kept; make room, or look at the disk, and run doctor.`
}
