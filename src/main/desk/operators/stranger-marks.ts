import { createHmac } from 'node:crypto'
import type { Random } from '../../../shared/model/ports.ts'
import type { Store } from '../../store/store.ts'
import { forgetStrangers } from './lock-out.ts'

/**
 * Makes marks for names that are no operator's, under which tries are counted: what was typed may be a password, so
 * that nothing of it may be kept. The key of the marks is written nowhere and ends with the desk; what an earlier desk
 * counted under its own is forgotten.
 */
export function createStrangerMarks({
  store,
  random,
}: {
  store: Store
  random: Random
}): (nameKey: string) => string {
  forgetStrangers(store)
  const key = random.bytes(32)
  return (nameKey) => createHmac('sha256', key).update(nameKey).digest('hex')
}
