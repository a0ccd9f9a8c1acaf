import { lstatSync } from 'node:fs'

/**
 * Says whether something stands where a store would be made: a link that leads nowhere as well, because what it leads to
 * may be on a disk that is not there at the moment.
 */
export function isPlaceTaken(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    // Where a folder of the path is a file, there is nothing; whoever makes a store there is told why it cannot be.
    return false
  }
}
