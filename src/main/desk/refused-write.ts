import { Problem } from '../../shared/model/problems.ts'
import { storeWriteRefusal } from '../store/store-error.ts'

/** Gives the problem that a write is which the system refused the open store; null where an error says something else. */
export function refusedWrite(error: unknown): Problem<'STORE_WRITE_REFUSED'> | null {
  const why = storeWriteRefusal(error)
  return why === null ? null : new Problem('STORE_WRITE_REFUSED', { why })
}
