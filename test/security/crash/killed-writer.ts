import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { readTold, type Told, type WritingTask } from './told.ts'

/** Is a desk in a process of its own that is loaded and waits for its task. */
export interface WaitingWriter {
  /** Gives it its task, kills it after so long, and gives what it said by then. */
  killWhileWriting(task: WritingTask, moment: KillMoment): Promise<Told[]>
  /** Ends one that got no task. */
  discard(): Promise<void>
}

/** Says when a desk is killed: so long after it said so many things; none is when it got its task. */
export interface KillMoment {
  words: number
  milliseconds: number
}

/** Starts a writing desk from its bundled file. */
export function startWriter(program: string): WaitingWriter {
  const child = start(program)
  const exited = once(child, 'close')
  const heard = { out: '', err: '' }
  child.stdout.on('data', (bytes: Buffer) => (heard.out += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (heard.err += bytes.toString()))
  return {
    async killWhileWriting(task, { words, milliseconds }) {
      child.stdin.end(JSON.stringify(task))
      while (readTold(heard.out).length < words && child.exitCode === null) {
        await Promise.race([once(child.stdout, 'data'), exited])
      }
      await setTimeout(milliseconds)
      await kill(child, exited)
      if (child.signalCode !== 'SIGKILL') throw new Error(`the desk ended by itself: ${heard.err}`)
      return readTold(heard.out)
    },
    discard: () => kill(child, exited),
  }
}

/** Lets a writing desk do what it is told and end. */
export async function endByItself(program: string, task: WritingTask): Promise<void> {
  const child = start(program)
  child.stdin.end(JSON.stringify(task))
  child.stdout.resume()
  child.stderr.resume()
  await once(child, 'close')
  if (child.exitCode !== 0) throw new Error(`the desk ended with ${String(child.exitCode)}`)
}

function start(program: string): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: join(dirname(program), 'compiled') },
    stdio: 'pipe',
  })
}

async function kill(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  child.kill('SIGKILL')
  await exited
}
