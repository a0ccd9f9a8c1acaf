import { runProgram } from '../../src/main/cli/run-program.ts'
import { askAtTerminal, readToEnd } from '../../src/main/cli/terminal.ts'
import { lineWriter } from '../../src/main/cli/write-line.ts'
import { sourceResources } from '../support/source-resources.ts'

// Runs the command line from its sources, as the built entry does from the build.
process.exitCode = await runProgram(
  {
    out: lineWriter(process.stdout),
    note: lineWriter(process.stderr),
    readInput: () => readToEnd(process.stdin),
    ask: askAtTerminal(process.stdin, process.stderr),
    env: process.env,
    version: '0',
    resources: sourceResources,
    pageFolder: import.meta.dirname,
    hashingCost: 4,
    defaultStore: `${process.env['HOME'] ?? ''}/desk.latchkey`,
  },
  process.argv.slice(2),
)
