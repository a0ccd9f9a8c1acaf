import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Makes an empty folder that the test owns; `remove` takes it away with all that is in it. */
export function makeTempFolder(name = 'latchkey'): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), `${name}-`))
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Makes an empty folder that goes away when the running test ends, and gives its path. */
export function tempFolder(name?: string): string {
  const folder = makeTempFolder(name)
  onTestFinished(folder.remove)
  return folder.path
}
