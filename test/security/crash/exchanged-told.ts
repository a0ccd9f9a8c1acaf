import { basename, dirname, join } from 'node:path'
import { readdirSync } from 'node:fs'
import { demandSoundChain } from '../../../src/main/desk/audit/sound-chain.ts'
import { systemClock } from '../../../src/main/platform/system-clock.ts'
import { openStore } from '../../../src/main/store/files/open.ts'
import type { WritingTask } from './told.ts'

/** Says where a desk exchanges its store, and which keys it has. */
export type ExchangingTask = Pick<WritingTask, 'storePath' | 'storeId' | 'master' | 'workers'> & {
  backups: string
}

/**
 * Is what the desk says once it is so: how many events store and backup have before the restore, that it is made, that
 * one is about to be made that does not open, and that the store before that is in force again.
 */
export type ExchangedTold =
  { what: 'left'; backup: number; old: number } | { what: 'restored' | 'failing' | 'kept' }

/** Reads what the desk said, line by line; a last line that is not whole was not said. */
export function readExchanged(said: string): ExchangedTold[] {
  return said
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as ExchangedTold)
}

/**
 * Holds the store that lies in a place, and those that were set aside, against what the desk said: every store that was
 * ever in force is there whole, and the one in the place opens. Gives what is lost.
 */
export function lostOfExchange(place: string, told: readonly ExchangedTold[], isThorough: boolean): string[] {
  const left = told.find((one) => one.what === 'left')
  if (left === undefined) return []
  const isSaid = (what: ExchangedTold['what']): boolean => told.some((one) => one.what === what)
  try {
    const inPlace = demandSoundChain(place).events
    const aside = readdirSync(dirname(place))
      .filter((name) => /\.before-restore-\w+$/.test(name) && name.startsWith(basename(place)))
      .map((name) => demandSoundChain(join(dirname(place), name)).events)
    const all = [inPlace, ...aside]
    if (!all.some((events) => events >= left.old)) return [`the old store: ${all.join()}`]
    if (isSaid('restored') && !all.includes(left.backup)) return [`the backup: ${all.join()}`]
    const isRestored = inPlace === left.backup
    if ((isSaid('restored') && !isSaid('failing')) || isSaid('kept')) {
      if (!isRestored) return [`${String(inPlace)} events in the place of ${String(left.backup)}`]
    }
    // What does not open is in the place for a moment only: the desk of the next start says so.
    if (isThorough && !(isSaid('failing') && !isSaid('kept')))
      openStore({ path: place, door: 'test', clock: systemClock }).store.close()
    return []
  } catch (error) {
    return [`the store in the place: ${String(error)}`]
  }
}
