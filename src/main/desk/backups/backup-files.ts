import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { Store } from '../../store/store.ts'
import type { SettingsInForce } from '../settings/settings.ts'

/** Gives the folder of the settings in which backups are kept: `backups` beside the store where none is named. */
export function backupFolder({
  store,
  settings,
}: {
  store: Pick<Store, 'path'>
  settings: SettingsInForce
}): string {
  return settings.current().backup.folder ?? join(dirname(store.path), 'backups')
}

/** Gives the name of a backup: the store's name, the end of its id, and the time (UTC) to the millisecond. */
export function backupName(store: Pick<Store, 'path' | 'id'>, at: string): string {
  return `${stemOf(store)}-${at.replace(/[-:.]/g, '')}${extname(store.path)}`
}

/**
 * Takes away the oldest backups of a store in a folder, so that only so many stay; the newest one always does, and so
 * does every file whose name this desk would not have given.
 */
export function pruneBackups(which: {
  store: Pick<Store, 'path' | 'id'>
  folder: string
  keep: number
  newest: string
}): string[] {
  const { store, folder, keep, newest } = which
  const [begins, ends] = [`${stemOf(store)}-`, extname(store.path)]
  const others = readdirSync(folder)
    .filter((name) => name.startsWith(begins) && name.endsWith(ends) && name !== basename(newest))
    .filter((name) => /^\d{8}T\d{9}Z$/.test(name.slice(begins.length, name.length - ends.length)))
    .filter((name) => lstatSync(join(folder, name)).isFile())
    .toSorted()
  const gone = others.slice(0, Math.max(0, others.length - (keep - 1)))
  for (const name of gone) rmSync(join(folder, name), { force: true })
  return gone
}

const tellingPart = 8

function stemOf({ path, id }: Pick<Store, 'path' | 'id'>): string {
  return `${basename(path, extname(path))}-${id.slice(-tellingPart)}`
}
