import { join } from 'node:path'
import { buildStale } from './build-stale.ts'
import { runCli } from './run-cli.ts'

const root = join(import.meta.dirname, '..')

await buildStale({ root })
await runCli(root, process.argv.slice(2))
