import {
  chmodSync,
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { errorCode } from '../store-error.ts'

/**
 * Makes a folder that only its owner may enter (0700), under any umask, and its name durable; leaves an existing
 * folder's mode alone.
 */
export function ensurePrivateFolder(path: string): void {
  const missing: string[] = []
  for (let folder = resolve(path); !existsSync(folder); folder = dirname(folder)) missing.push(folder)
  // One by one: where the system says that a folder which is there is not, as below /proc, asking for all never ends.
  for (const folder of missing.toReversed()) makeFolder(folder)
  if (missing.length > 0) chmodSync(path, 0o700)
  for (const folder of missing) syncFolder(dirname(folder))
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Somebody else made it meanwhile.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return
    if (errorCode(error) !== 'EEXIST') throw error
    // A link that leads nowhere: its disk may be missing for the moment, and nothing is made in its place.
    throw Object.assign(new Error(`not a folder: ${path}`, { cause: error }), { code: 'ENOTDIR' })
  }
}

/** Makes an empty file that only its owner may read (0600), under any umask; fails where one is there already. */
export function createPrivateFile(path: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    fchmodSync(file, 0o600)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  syncFolder(dirname(path))
}

/** Takes from a file every right of others that it has, where modes mean something. */
export function tightenFile(path: string): void {
  if (process.platform === 'win32' || !existsSync(path)) return
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600)
}

/** Makes a folder's entries durable, where the platform can. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
