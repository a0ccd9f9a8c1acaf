import { join } from 'node:path'

/** Names the folder in which a program restores and migrates. */
export interface CaredTask {
  root: string
}

/** Is what the program says once it is done: how many events backup and old store have, and what is where. */
export type CaredTold =
  | { what: 'left'; backup: number; old: number }
  | { what: 'restored'; aside: string }
  | { what: 'older' | 'migrated' }

/** Gives the version of the store that is brought to the newest form. */
export const olderVersion = 4

/** Gives the time of the restore. */
export const restoredAt = '2026-06-02T08:00:00.000Z'

/** Names the files that the program works on. */
export function placesIn(root: string) {
  return {
    work: join(root, 'work', 'desk.latchkey'),
    backup: join(root, 'backups', 'kept.latchkey'),
    store: join(root, 'place', 'desk.latchkey'),
    older: join(root, 'older', 'desk.latchkey'),
  }
}
