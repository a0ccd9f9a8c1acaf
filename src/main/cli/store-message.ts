import type { StoreHolder, StoreProblem } from '../../shared/model/problems.ts'

/** Says in one line why a store cannot be used, and what to do. */
export function storeMessage(path: string, problem: StoreProblem, holder: StoreHolder | null): string {
  switch (problem) {
    case 'held':
      return holder === null
        ? `${path} is in use by another process. Close the other desk, then try again.`
        : `${path} is in use by process ${String(holder.pid)} (${holder.door}) since ${holder.since}. Close that desk, then try again.`
    case 'newer':
      return `${path} was written by a newer Latchkey. It has been left as it is; use that version.`
    case 'not-a-store':
      return `${path} is not a Latchkey store. It has been left as it is.`
    case 'damaged':
      return `${path} does not open: its pages are damaged. It has been left as it is; restore a backup beside it.`
    case 'not-writable':
      return `${path} cannot be written: the system refuses. Name a place that is yours, with --store FILE.`
    case 'no-space':
      return `The disk of ${path} is full. Nothing was changed; make room, then try again.`
    case 'linked':
      return `${path} has a second name, a hard link: a desk under each would know nothing of the other. Keep one of the two.`
    case 'unreadable':
      return `${path} cannot be read. Check that it exists and that it is yours.`
  }
}
