import {
  appendFileSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { createPrivateFile, ensurePrivateFolder, tightenFile } from '../store/files/private-files.ts'

const anchorSchema = z.object({
  storeId: z.string(),
  seq: z.int(),
  hash: z.string(),
  at: z.string(),
  signature: z.string(),
})

/** Carries a checkpoint as it is kept outside the store; the signature is base64. */
export type Anchor = z.infer<typeof anchorSchema>

/** Gives the place of a store's anchors: a file beside the store, named after the store's id. */
export function anchorPath(storePath: string, storeId: string): string {
  return anchorIn(join(dirname(storePath), 'anchors'), storeId)
}

/** Gives the place of a store's anchors in a folder: a file named after the store's id. */
export function anchorIn(folder: string, storeId: string): string {
  return join(folder, `${storeId}.jsonl`)
}

/** Says that a file of anchors is none: a link, which leads into a file of somebody’s choice, or a pipe. */
export class NotPlainFileError extends Error {
  readonly code = 'NOT_A_PLAIN_FILE'
}

/** Fails with a `NotPlainFileError` where something else than a file has the place of the anchors. */
export function demandPlainFile(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found?.isFile() === false) throw new NotPlainFileError(`no plain file: ${path}`)
}

/**
 * Adds anchors to a file, durably; makes the folder (0700) and the file (0600) where they are missing. Fails where a
 * link has its place.
 */
export function appendAnchors(path: string, anchors: readonly Anchor[]): void {
  if (anchors.length === 0) return
  ensurePrivateFolder(dirname(path))
  if (!existsSync(path)) createPrivateFile(path)
  demandPlainFile(path)
  tightenFile(path)
  const file = openSync(path, constants.O_RDWR | constants.O_APPEND | constants.O_NOFOLLOW)
  try {
    const before = readFileSync(file, 'utf8')
    const start = before === '' || before.endsWith('\n') ? '' : '\n'
    appendFileSync(file, `${start}${anchors.map((anchor) => JSON.stringify(anchor)).join('\n')}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Reads the anchors of a file in their order; lines that are not whole are left out. */
export function readAnchors(path: string): Anchor[] {
  return existsSync(path) ? parseAnchors(readFileSync(path, 'utf8').split('\n')) : []
}

/** Reads anchors from lines of JSON; lines that are not whole are left out. */
export function parseAnchors(lines: readonly string[]): Anchor[] {
  return lines.flatMap(parseLine)
}

function parseLine(line: string): Anchor[] {
  if (line === '') return []
  try {
    return [anchorSchema.parse(JSON.parse(line))]
  } catch {
    return []
  }
}
