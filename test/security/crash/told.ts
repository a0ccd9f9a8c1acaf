import type { DeskResources } from '../../../src/main/platform/resources.ts'
import type { ChangeState } from '../../../src/shared/model/change.ts'

/** Says what a writing desk has to do, and with which keys. */
export interface WritingTask {
  storePath: string
  backups: string
  storeId: string
  /** Holds the key that all others come from, in hex. */
  master: string
  /** Gives the addresses of the workers' sources, which a bundle does not know. */
  workers: Record<keyof DeskResources, string>
  /** Steers what is written, so that the same number writes the same. */
  seed: number
  /** Ends the desk by itself after so many rounds; without it, it writes until it is killed. */
  rounds?: number
  /** Makes the store, with people in it, before anything is written. */
  makes?: boolean
  /** Breaks the promise on purpose: says what is written before it is committed, or commits without waiting for the disk. */
  fault?: 'says-too-early' | 'never-waits'
}

/** Is what a writing desk says once something is committed: what it was, and the head of the audit then. */
export type Told = { seq: number; hash: string } & (
  | { what: 'opened' | 'anchored' | 'ended' }
  | { what: 'backup'; path: string }
  | { what: 'change'; id: string; state: ChangeState; account: string; next: string }
)

/** Reads what a desk said, line by line; a last line that is not whole was not said. */
export function readTold(said: string): Told[] {
  return said
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Told)
}
