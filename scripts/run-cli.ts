import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Runs the built command line in this process, as if it had been started with these arguments. */
export async function runCli(root: string, args: readonly string[]): Promise<void> {
  const entry = join(root, 'out', 'main', 'cli.js')
  process.argv = [process.execPath, entry, ...args]
  await import(pathToFileURL(entry).href)
}
