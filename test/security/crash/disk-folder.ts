import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Makes a folder on a disk, where the other temporary folders of a run may not be; it goes away when the test ends. */
export function diskFolder(): string {
  const folder = mkdtempSync(join(process.env['LATCHKEY_DISK'] ?? tmpdir(), 'crash-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}
