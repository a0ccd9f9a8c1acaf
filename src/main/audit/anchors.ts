import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { createPrivateFile, ensurePrivateFolder, tightenFile } from '../store/private-files.ts'

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
  return join(dirname(storePath), 'anchors', `${storeId}.jsonl`)
}

/** Adds an anchor to its file, durably; makes the folder (0700) and the file (0600) where they are missing. */
export function appendAnchor(path: string, anchor: Anchor): void {
  ensurePrivateFolder(dirname(path))
  if (!existsSync(path)) createPrivateFile(path)
  tightenFile(path)
  appendFileSync(path, `${JSON.stringify(anchor)}\n`)
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Reads the anchors of a file in their order; lines that are not whole are left out. */
export function readAnchors(path: string): Anchor[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8').split('\n').flatMap(parseLine)
}

function parseLine(line: string): Anchor[] {
  if (line === '') return []
  try {
    return [anchorSchema.parse(JSON.parse(line))]
  } catch {
    return []
  }
}
