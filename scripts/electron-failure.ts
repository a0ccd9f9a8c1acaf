import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { electronVersion } from './electron-binary.ts'

/** Keeps, for one version and one mirror, why Electron's binary could not be fetched. */
export interface ElectronFailure {
  read(): string | null
  write(reason: string): void
  clear(): void
}

/** Opens the note in the checkout's cache; a note of another version or another mirror doesn't count. */
export function electronFailure(root: string, env: NodeJS.ProcessEnv): ElectronFailure {
  const file = join(root, 'node_modules', '.cache', 'latchkey', 'electron-not-fetched.json')
  const key = `${electronVersion(root)} ${env['ELECTRON_MIRROR'] ?? ''}`
  return {
    read() {
      try {
        const note: unknown = JSON.parse(readFileSync(file, 'utf8'))
        if (typeof note !== 'object' || note === null || !('key' in note) || !('reason' in note)) return null
        return note.key === key ? String(note.reason) : null
      } catch {
        return null
      }
    },
    write(reason) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, JSON.stringify({ key, reason }))
    },
    clear() {
      rmSync(file, { force: true })
    },
  }
}
