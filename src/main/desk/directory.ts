import type { OpenDesk } from './open-desk.ts'
import type { Operator } from './operator.ts'
import { loadSampleData, removeSampleData } from './sample-data.ts'

/** Gives the use cases of the built-in directory over a desk whose store is open when they are called. */
export function directoryOf(need: () => OpenDesk) {
  return {
    summary: () => need().directory.summary(),
    loadSample: (by: Operator): void => {
      loadSampleData(need(), by)
    },
    removeSample: (by: Operator): void => {
      removeSampleData(need(), by)
    },
  }
}
