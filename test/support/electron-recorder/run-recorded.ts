import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Recording } from './recording.ts'
import type { PlainAnswer, PlainRequest, Question, Reply } from './serve-parent.ts'

/** Stands for a built entry that runs under Node, with the recorder in place of Electron. */
export interface Recorded {
  recording: () => Promise<Recording>
  /** Waits until the recording is as the test wants it. */
  recordingWhen: (wanted: (recording: Recording) => boolean) => Promise<Recording>
  /** Sends a request of the page through the handler of its scheme. */
  answer: (request: Partial<PlainRequest> & { url: string }) => Promise<PlainAnswer>
  emit: (event: 'second-instance' | 'window-all-closed') => Promise<void>
  /** Gives the exit code once the process has ended. */
  ended: Promise<number | null>
  /** Gives what the process has written so far, to both of its streams. */
  said: () => string
  kill: () => void
}

/** Leaves out the id, which the asking gives. */
type Asked = Question extends infer Q ? (Q extends Question ? Omit<Q, 'id'> : never) : never

/** Runs a built entry with the recorder; `env` says what kind of Electron it meets. */
export function runRecorded(entry: string, env: Record<string, string> = {}): Recorded {
  const register = fileURLToPath(new URL('register.ts', import.meta.url))
  const child = fork(entry, {
    execArgv: ['--import', register, '--disable-warning=ExperimentalWarning'],
    env: { ...process.env, ...env },
    silent: true,
  })
  let said = ''
  const hear = (bytes: Buffer): void => {
    said += bytes.toString()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const waiting = new Map<number, (reply: Reply) => void>()
  child.on('message', (reply: Reply) => waiting.get(reply.id)?.(reply))
  let lastId = 0

  async function ask(question: Asked): Promise<unknown> {
    lastId += 1
    const id = lastId
    const replied = new Promise<Reply>((resolve) => waiting.set(id, resolve))
    child.send({ ...question, id })
    const gone = ended.then((code): Reply => ({
      id,
      failure: `the entry ended with ${String(code)}:\n${said}`,
    }))
    const { value, failure } = await Promise.race([replied, gone])
    if (failure !== undefined) throw new Error(failure)
    return value
  }

  const recording = async (): Promise<Recording> => (await ask({ ask: 'recording' })) as Recording
  return {
    recording,
    async recordingWhen(wanted) {
      for (;;) {
        const now = await recording()
        if (wanted(now)) return now
      }
    },
    async answer(request) {
      const plain = { method: 'GET', headers: {}, body: null, ...request }
      return (await ask({ ask: 'answer', request: plain })) as PlainAnswer
    },
    async emit(event) {
      await ask({ ask: 'emit', event })
    },
    ended,
    said: () => said,
    kill: () => child.kill('SIGKILL'),
  }
}
