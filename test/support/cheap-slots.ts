import type { DeskResources } from '../../src/main/platform/resources.ts'
import { placeOf } from './run-programs.ts'
import { sourceResources } from './source-resources.ts'

/**
 * Names the workers of a desk whose new slots cost next to nothing: for tests of who gets in, not of what it costs. No
 * other desk opens such a slot, and the built one least of all.
 */
export const cheapSlots: DeskResources = {
  ...sourceResources,
  hashingWorker:
    process.env['LATCHKEY_RUN'] === undefined
      ? sourceResources.hashingWorker
      : placeOf('cheap-hashing-worker'),
}
