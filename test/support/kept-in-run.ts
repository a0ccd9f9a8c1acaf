import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Gives a folder of the run under a name, which `make` fills the first time that a test of the run asks for it. */
export async function keptInRun(
  run: string,
  name: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const kept = join(run, 'stores', name)
  if (existsSync(kept)) return kept
  const own = `${kept}.${randomUUID()}`
  mkdirSync(own, { recursive: true })
  await make(own)
  try {
    renameSync(own, kept)
  } catch (error) {
    // Another file of the run was quicker.
    rmSync(own, { recursive: true })
    if (!existsSync(kept)) throw error
  }
  return kept
}
