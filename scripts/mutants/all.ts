import { accessMutants } from './access.ts'
import { auditMutants } from './audit.ts'
import { careMutants } from './care.ts'
import { changeMutants } from './changes.ts'
import { clockMutants } from './clock.ts'
import { keyMutants } from './keys.ts'
import type { Mutant } from './mutant.ts'
import { putBackMutants } from './put-back.ts'
import { storeMutants } from './store.ts'
import { systemMutants } from './systems.ts'

/** Lists all mutants, in the order in which they are tried. */
export const allMutants: readonly Mutant[] = [
  ...keyMutants,
  ...putBackMutants,
  ...careMutants,
  ...clockMutants,
  ...auditMutants,
  ...changeMutants,
  ...accessMutants,
  ...storeMutants,
  ...systemMutants,
]
