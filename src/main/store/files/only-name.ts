import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { realStorePath } from './lock.ts'
import { StoreError } from '../store-error.ts'

/** Matches what stands behind a store's name in that of a file which a kill may leave as a second link to it. */
const leftBehind = /^\.(?:.*\.)?partial$|^\.before-restore-\w+$/

/**
 * Fails with `linked` where a store's file has a second name: locks and logs go by the name, so a desk under each would
 * write over the other. A second name that this program gave and was killed before it took one away, it takes away now.
 * Whoever calls holds the lock of the store.
 */
export function demandOnlyName(storePath: string): void {
  const path = realStorePath(storePath)
  if (linksOf(path) <= 1n) return
  for (const name of readdirSync(dirname(path))) {
    const other = join(dirname(path), name)
    const isLeft = name.startsWith(basename(path)) && leftBehind.test(name.slice(basename(path).length))
    if (isLeft && isSameFile(path, other))
      for (const part of ['', '-wal', '-shm']) rmSync(other + part, { force: true })
  }
  if (linksOf(path) > 1n) throw new StoreError('linked')
}

function linksOf(path: string): bigint {
  return statSync(path, { bigint: true }).nlink
}

function isSameFile(one: string, two: string): boolean {
  const [of, other] = [one, two].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }))
  return of !== undefined && of.dev === other?.dev && of.ino === other.ino
}
