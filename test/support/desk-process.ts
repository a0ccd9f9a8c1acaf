import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Stands for the built desk behind its browser host, in a process of its own. */
export interface DeskProcess {
  /** Leads a browser in, once, within a minute. */
  readonly link: string
  /** Gives all that the process has printed so far, on both streams. */
  printed(): string
  /** Asks the process to end, as a terminal would, and gives its exit code. */
  stop(): Promise<number | null>
}

/**
 * Starts the built desk on a store inside `folder`, with home and temporary folder there as well; waits for its link. The
 * system chooses the port of the page unless one that was free is named.
 */
export async function startDeskProcess(folder: string, { port = '0' } = {}): Promise<DeskProcess> {
  const temporary = join(folder, 'tmp')
  mkdirSync(temporary, { recursive: true })
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...inherited } = process.env
  const child = spawn(
    process.execPath,
    [
      join(root, 'out/main/cli.js'),
      'desk',
      '--store',
      join(folder, 'store', 'desk.latchkey'),
      '--port',
      port,
    ],
    { env: { ...inherited, HOME: folder, TMPDIR: temporary }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const exited = once(child, 'exit').then(() => child.exitCode)
  let output = ''
  const link = await new Promise<string>((resolve, reject) => {
    const hear = (bytes: Buffer): void => {
      output += bytes.toString()
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/#c=[\w-]+/.exec(output) ?? []
      if (found !== undefined) resolve(found)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    child.once('exit', (code) => {
      reject(new Error(`the desk ended with ${code} before it gave a link:\n${output}`))
    })
  })
  return {
    link,
    printed: () => output,
    stop: async () => {
      child.kill('SIGTERM')
      return exited
    },
  }
}
