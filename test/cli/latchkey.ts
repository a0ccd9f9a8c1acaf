import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { CommandError } from '../../src/main/cli/command.ts'
import { runProgram } from '../../src/main/cli/run-program.ts'
import { placeOf } from '../support/run-programs.ts'
import { sourceResources } from '../support/source-resources.ts'

/** Carries what a command printed, line by line, and its exit code. */
export interface Ended {
  code: number
  out: string[]
  err: string[]
}

/** Says what surrounds a command: its environment, its standard input, and what is typed at its terminal. */
export interface Surroundings {
  env?: Record<string, string>
  input?: string
  /** Holds the answers to what is asked, in their order; without any there is no terminal. */
  typed?: string[]
}

/** Runs a command in this process, as the entry does, and gives what it printed. */
export async function latchkey(args: readonly string[], around: Surroundings = {}): Promise<Ended> {
  const out: string[] = []
  const err: string[] = []
  const typed = [...(around.typed ?? [])]
  const code = await runProgram(
    {
      out: (line) => out.push(line),
      note: (line) => err.push(line),
      readInput: () => Promise.resolve(around.input ?? ''),
      ask: (question) => {
        const answer = typed.shift()
        return answer === undefined
          ? Promise.reject(new CommandError(`${question} is not given.`))
          : Promise.resolve(answer)
      },
      env: around.env ?? {},
      version: '0',
      resources: sourceResources,
      pageFolder: '',
      defaultStore: '/dev/null/no-store',
      hashingCost: 4,
    },
    args,
  )
  return { code, out, err }
}

/** Stands for a command in a process of its own. */
export interface Running {
  child: ChildProcess
  /** Gives the first line of standard output. */
  firstLine: Promise<string>
  printed(): string
  /** Sends SIGTERM and gives the exit code; null where the signal ended the process by itself. */
  stop(): Promise<number | null>
}

/** Starts a command from its sources in a process of its own, which ends with the test at the latest. */
export function startLatchkey(args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [fileURLToPath(placeOf('source-entry')), ...args], {
    env: { ...passedOn(['PATH', 'TMPDIR', 'LATCHKEY_RUN', 'NODE_COMPILE_CACHE']), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const exited = once(child, 'exit')
  let printed = ''
  child.stderr.on('data', (bytes: Buffer) => (printed += bytes.toString()))
  child.stdout.on('data', (bytes: Buffer) => (printed += bytes.toString()))
  const firstLine = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    void exited.then(([code]) => {
      reject(new Error(`it ended with ${String(code)} before it printed a line: ${printed}`))
    })
  })
  firstLine.catch(() => undefined)
  return {
    child,
    firstLine,
    printed: () => printed,
    async stop() {
      child.kill('SIGTERM')
      const [code] = (await exited) as [number | null]
      return code
    },
  }
}

function passedOn(names: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(names.map((name) => [name, process.env[name]]))
}
