import type { PasswordHashing } from '../../shared/model/ports.ts'

/** Is password hashing that knows whether somebody waits for it. */
export interface WatchedHashing extends PasswordHashing {
  /** Hashes for nobody who waits. */
  readonly inBackground: PasswordHashing
  /** Says whether nobody has waited for a hash for so many milliseconds. */
  isQuiet(milliseconds: number): boolean
}

/** Watches who waits for a hash. */
export function watchHashing(hashing: PasswordHashing): WatchedHashing {
  let waiting = 0
  let lastEnd = -Infinity
  const watched = async <T>(work: () => Promise<T>): Promise<T> => {
    waiting++
    try {
      return await work()
    } finally {
      waiting--
      lastEnd = performance.now()
    }
  }
  return {
    hash: (password) => watched(() => hashing.hash(password)),
    compare: (password, hash) => watched(() => hashing.compare(password, hash)),
    inBackground: hashing,
    isQuiet: (milliseconds) => waiting === 0 && performance.now() - lastEnd >= milliseconds,
  }
}
