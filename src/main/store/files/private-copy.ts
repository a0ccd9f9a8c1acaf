import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { StoreError } from '../store-error.ts'

/** Stands for a copy of a store that only this process's user may read; `remove` takes it away. */
export interface PrivateCopy {
  path: string
  remove(): void
}

const attempts = 3

/**
 * Copies a store with its log into a folder of its own (0700), for reading where SQLite cannot put its files beside
 * it. Copies anew where the store changed meanwhile; fails with `unreadable` where it never stands still.
 */
export function makePrivateCopy(path: string): PrivateCopy {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-read-'))
  const copy = join(folder, basename(path))
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const before = stateOf(path)
      for (const suffix of ['', '-wal']) {
        rmSync(copy + suffix, { force: true })
        if (!existsSync(path + suffix)) continue
        copyFileSync(path + suffix, copy + suffix)
        chmodSync(copy + suffix, 0o600)
      }
      if (stateOf(path) === before) return { path: copy, remove }
    }
  } catch (cause) {
    remove()
    throw new StoreError('unreadable', null, { cause })
  }
  remove()
  throw new StoreError('unreadable')
}

function stateOf(path: string): string {
  return ['', '-wal']
    .map((suffix) => statSync(path + suffix, { throwIfNoEntry: false, bigint: true }))
    .map((file) => (file === undefined ? 'none' : `${file.size} ${file.mtimeNs}`))
    .join()
}
