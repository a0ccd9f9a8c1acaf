import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { builtResources } from '../platform/resources.ts'
import { defaultStorePath } from '../store/files/default-store-path.ts'
import { runProgram } from './run-program.ts'
import { askAtTerminal, readToEnd } from './terminal.ts'
import { lineWriter } from './write-line.ts'

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

process.exitCode = await runProgram(
  {
    out: lineWriter(process.stdout),
    note: lineWriter(process.stderr),
    readInput: () => readToEnd(process.stdin),
    ask: askAtTerminal(process.stdin, process.stderr),
    env: process.env,
    version: manifest.version,
    resources: builtResources(import.meta.url),
    pageFolder: fileURLToPath(new URL('../renderer/', import.meta.url)),
    defaultStore: defaultStorePath(process.env, process.platform),
  },
  process.argv.slice(2),
)
