import { beforeEach, onTestFailed } from 'vitest'
import type { Walk } from './walk.ts'

/** Ends a walk at the step that failed, with a picture of it: each step begins where the one before it has led. */
export function endAtFailure(walk: () => Walk): void {
  let failed = false
  beforeEach(() => {
    if (failed) throw new Error('a step before this one failed')
    onTestFailed(async () => {
      failed = true
      if (!walk().page.isClosed()) await walk().keepFailure()
    })
  })
}
