import { fileURLToPath } from 'node:url'
import { buildStale } from '../../scripts/build-stale.ts'

/** Builds what is stale, once, before the first test that starts the built desk. */
export function setup(): Promise<void> {
  return buildStale({ root: fileURLToPath(new URL('../../', import.meta.url)) })
}
