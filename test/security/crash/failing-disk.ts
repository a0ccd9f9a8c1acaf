import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { TracedOperation } from './traced-operations.ts'

/** Lists what can become of writes that nobody waited for when the power fails. */
export const survivals = ['none', 'all', 'first-ones', 'some', 'sectors-of-4096', 'sectors-of-512'] as const

/** Says what becomes of them. */
export type Survival = (typeof survivals)[number]

type Below = (limit: number) => number

/** Is a disk that keeps for certain only what was waited for: of a file by its own sync, of a name by its folder's. */
export interface FailingDisk {
  apply(operation: TracedOperation): void
  /** Writes the files as they may stand after the power failed now into a folder, less those that are left out. */
  fail(into: string, survival: Survival, below: Below, isLeftOut: (path: string) => boolean): void
}

type Pending = { at: number; data: Buffer } | { size: number }

interface Inode {
  kind: 'file' | 'folder'
  /** Holds what is on the disk for certain. */
  certain: Buffer
  pending: Pending[]
  size: number
  /** Holds a folder's names, as they are for certain and as they are now. */
  names: Map<string, Inode>
  live: Map<string, Inode>
  steps: (readonly [name: string, inode: Inode | null])[][]
}

/** Makes an empty disk for the files below a folder; `sloppy` leaves out the syncs that it says yes to. */
export function createFailingDisk(
  root: string,
  sloppy: (path: string) => boolean = () => false,
): FailingDisk {
  const top = makeInode('folder')
  const find = (path: string): Inode | undefined => {
    if (path === root) return top
    return find(dirname(path))?.live.get(basename(path))
  }
  const need = (path: string): Inode => {
    const inode = find(path)
    if (inode === undefined) throw new Error(`${path} is not on the disk`)
    return inode
  }
  const rename = (folder: string, step: Inode['steps'][number]): void => {
    const { live, steps } = need(folder)
    for (const [name, inode] of step) {
      if (inode === null) live.delete(name)
      else live.set(name, inode)
    }
    steps.push(step)
  }
  const make = (path: string, kind: Inode['kind']): void => {
    if (find(path) === undefined) rename(dirname(path), [[basename(path), makeInode(kind)]])
  }

  return {
    apply(operation) {
      switch (operation.kind) {
        case 'make':
          make(operation.path, 'file')
          break
        case 'make-folder':
          make(operation.path, 'folder')
          break
        case 'remove':
        case 'remove-folder':
          rename(dirname(operation.path), [[basename(operation.path), null]])
          break
        case 'link':
          rename(dirname(operation.to), [[basename(operation.to), need(operation.from)]])
          break
        case 'rename': {
          const { from, to } = operation
          if (dirname(from) !== dirname(to)) throw new Error('the model knows no move between folders')
          rename(dirname(to), [
            [basename(to), need(from)],
            [basename(from), null],
          ])
          break
        }
        case 'truncate': {
          make(operation.path, 'file')
          const inode = need(operation.path)
          inode.size = operation.size
          inode.pending.push({ size: operation.size })
          break
        }
        case 'write': {
          const inode = find(operation.path)
          // A file without a name any more is gone after the power failed.
          if (inode === undefined) break
          const at = operation.at ?? inode.size
          inode.size = Math.max(inode.size, at + operation.data.length)
          inode.pending.push({ at, data: operation.data })
          break
        }
        case 'sync': {
          const inode = find(operation.path)
          if (inode === undefined || sloppy(operation.path)) break
          inode.certain = withAll(inode.certain, inode.pending)
          inode.pending = []
          inode.names = new Map([...inode.live].filter(([name]) => !name.endsWith('-shm')))
          inode.steps = []
          break
        }
        case 'said':
          break
      }
    },
    fail(into, survival, below, isLeftOut) {
      write(top, into, (inode, path) => {
        if (isLeftOut(path)) return null
        return inode.kind === 'folder' ? namesOf(inode, survival, below) : contentOf(inode, survival, below)
      })
    },
  }
}

function makeInode(kind: Inode['kind']): Inode {
  const certain = Buffer.alloc(0)
  return { kind, certain, pending: [], size: 0, names: new Map(), live: new Map(), steps: [] }
}

type Left = Buffer | Map<string, Inode> | null

function write(inode: Inode, path: string, leftOf: (inode: Inode, path: string) => Left): void {
  const left = leftOf(inode, path)
  if (left === null) return
  if (Buffer.isBuffer(left)) {
    writeFileSync(path, left)
    return
  }
  mkdirSync(path)
  for (const [name, inside] of left) write(inside, join(path, name), leftOf)
}

function namesOf({ names, steps }: Inode, survival: Survival, below: Below): Map<string, Inode> {
  const left = new Map(names)
  for (const step of choose(steps, survival, below)) {
    for (const [name, inode] of step) {
      // The index of a log is memory that all readers share; whoever opens a store first makes it anew.
      if (inode === null || name.endsWith('-shm')) left.delete(name)
      else left.set(name, inode)
    }
  }
  return left
}

function contentOf({ certain, pending }: Inode, survival: Survival, below: Below): Buffer {
  if (survival !== 'sectors-of-4096' && survival !== 'sectors-of-512') {
    return withAll(certain, choose(pending, survival, below))
  }
  const sector = survival === 'sectors-of-512' ? 512 : 4096
  const pieces = pending.flatMap((one) => ('data' in one ? cut(one, sector) : [one]))
  return withAll(
    certain,
    pieces.filter(() => below(2) === 0),
  )
}

function choose<T>(all: readonly T[], survival: Survival, below: Below): readonly T[] {
  if (survival === 'none') return []
  if (survival === 'all') return all
  if (survival === 'first-ones') return all.slice(0, below(all.length + 1))
  return all.filter(() => below(2) === 0)
}

function cut({ at, data }: { at: number; data: Buffer }, sector: number): Pending[] {
  const pieces: Pending[] = []
  for (let from = 0; from < data.length;) {
    const next = Math.min(data.length, from + sector - ((at + from) % sector))
    pieces.push({ at: at + from, data: data.subarray(from, next) })
    from = next
  }
  return pieces
}

function withAll(certain: Buffer, pending: readonly Pending[]): Buffer {
  if (pending.length === 0) return certain
  let size = certain.length
  let room = size
  for (const one of pending) {
    size = 'size' in one ? one.size : Math.max(size, one.at + one.data.length)
    room = Math.max(room, size)
  }
  const content = Buffer.alloc(room)
  certain.copy(content)
  let end = certain.length
  for (const one of pending) {
    if ('data' in one) {
      one.data.copy(content, one.at)
      end = Math.max(end, one.at + one.data.length)
    } else {
      // What was cut off comes back as zeros where the file grows again.
      if (one.size < end) content.fill(0, one.size, end)
      end = one.size
    }
  }
  return content.subarray(0, end)
}
