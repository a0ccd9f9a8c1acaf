import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Holds the sources of what the tests start on threads and in processes of its own; Node runs them as they stand. */
export const programSources = {
  'hashing-worker': new URL('../../src/main/passwords/hashing-worker.ts', import.meta.url),
  'remembering-hashing-worker': new URL('remembering-hashing-worker.ts', import.meta.url),
  'cheap-hashing-worker': new URL('cheap-hashing-worker.ts', import.meta.url),
  'strength-worker': new URL('../../src/main/passwords/strength-worker.ts', import.meta.url),
  'remembering-strength-worker': new URL('remembering-strength-worker.ts', import.meta.url),
  'audit-worker': new URL('../../src/main/audit/audit-worker.ts', import.meta.url),
  'integrity-worker': new URL('../../src/main/store/examination/integrity-worker.ts', import.meta.url),
  'maintenance-worker': new URL('../../src/main/desk/backups/maintenance-worker.ts', import.meta.url),
  'findings-worker': new URL('../../src/main/audit/findings-worker.ts', import.meta.url),
  'source-entry': new URL('../cli/source-entry.ts', import.meta.url),
  'killed-desk': new URL('../desk/changes/killed-desk.ts', import.meta.url),
  'killed-rotation': new URL('../desk/rotation/killed-rotation.ts', import.meta.url),
} as const

/** Gives the place of a program: what the run has bundled of it, or its source where there is none. */
export function placeOf(program: keyof typeof programSources): URL {
  const bundled = join(process.env['LATCHKEY_RUN'] ?? '/', 'programs', `${program}.mjs`)
  return existsSync(bundled) ? pathToFileURL(bundled) : programSources[program]
}
