import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createPrivateFile } from '../../store/files/private-files.ts'
import { needingToWrite } from '../../store/store-error.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

const handedIn = '.handed-in-'

/** Names a backup: a file of this machine, or one that a page handed in, with the name that it has there. */
type Source = { path: string } | { fileId: string; name: string }

/**
 * Works on a chosen backup as a file. What a page handed in is put beside the store for that, readable by its owner alone,
 * and taken away again.
 */
export async function withBackupFile<T>(
  desk: Pick<OpenDesk, 'store' | 'incomingFiles' | 'random'>,
  by: Operator,
  from: Source,
  work: (path: string, name: string) => Promise<T>,
): Promise<T> {
  if ('path' in from) return work(from.path, from.path)
  const { bytes } = desk.incomingFiles.whole(by.id, from.fileId)
  const path = `${desk.store.path}${handedIn}${desk.random.uuid()}`
  try {
    needingToWrite(() => {
      createPrivateFile(path)
      writeFileSync(path, bytes)
    })
    return await work(path, from.name)
  } finally {
    rmSync(path, { force: true })
  }
}

/** Takes away what a desk that was killed left of files that pages had handed in; the desk that calls holds the store. */
export function discardHandedIn(storePath: string): void {
  const folder = dirname(storePath)
  const begins = `${basename(storePath)}${handedIn}`
  for (const name of readdirSync(folder)) {
    if (name.startsWith(begins)) rmSync(join(folder, name), { force: true })
  }
}
