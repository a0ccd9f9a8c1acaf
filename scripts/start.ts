import { join } from 'node:path'
import { buildStale } from './build-stale.ts'
import { runCli } from './run-cli.ts'
import { startDesk } from './start-desk.ts'

const root = join(import.meta.dirname, '..')
const say = (line: string): void => {
  console.error(line)
}

await buildStale({ root, announce: say })
await startDesk({
  root,
  args: process.argv.slice(2),
  platform: process.platform,
  env: process.env,
  uid: process.getuid?.(),
  say,
  runCli: (args) => runCli(root, args),
})
