import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openReadOnlyStore } from '../../store/files/read-only-store.ts'

/** Says which folder is listed, for which store, and how many files at most. */
export interface BackupListing {
  folder: string
  storeId: string
  /** Holds the ending that the files share with the store. */
  ending: string
  most: number
}

/** Carries a file of the folder of backups; the size is in bytes, the time is that of its making (UTC). */
export interface ListedBackup {
  file: string
  name: string
  at: string
  bytes: number
  of: 'this-store' | 'another-store' | 'nothing'
}

/** Lists the newest files of a folder that end as the store does, on a worker thread; a folder that is not there is empty. */
export function listBackups({ folder, storeId, ending, most }: BackupListing): {
  files: ListedBackup[]
  more: number
} {
  const found = namesIn(folder)
    .filter((name) => name.endsWith(ending))
    .flatMap((name) => {
      const file = join(folder, name)
      const stat = statSync(file, { throwIfNoEntry: false })
      return stat?.isFile() === true ? [{ file, name, bytes: stat.size, at: madeAt(name, stat.mtime) }] : []
    })
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))
  const files = found.slice(0, most).map((entry) => ({ ...entry, of: storeOf(entry.file, storeId) }))
  return { files, more: found.length - files.length }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** A desk puts the time into the name: a file that was carried to and fro has lost the other one. */
function madeAt(name: string, changed: Date): string {
  const [, date, time, ms] = /-(\d{8})T(\d{6})(\d{3})Z(?:\.|$)/.exec(name) ?? []
  if (date === undefined || time === undefined || ms === undefined) return changed.toISOString()
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`
  const at = Date.parse(`${day}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}.${ms}Z`)
  return Number.isNaN(at) ? changed.toISOString() : new Date(at).toISOString()
}

function storeOf(file: string, storeId: string): ListedBackup['of'] {
  try {
    const store = openReadOnlyStore(file)
    store.close()
    return store.id === storeId ? 'this-store' : 'another-store'
  } catch {
    return 'nothing'
  }
}
