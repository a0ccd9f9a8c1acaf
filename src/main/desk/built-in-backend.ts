import type { AppendEvent } from '../../shared/model/ports.ts'
import type { Live } from './live.ts'

/** Carries a running server of the built-in backend. */
export interface RunningServer {
  url: string
  close(): Promise<void>
}

/** Carries the state of the built-in backend; `url` is null while it does not run, `failure` says why not. */
export interface BuiltInState {
  running: boolean
  url: string | null
  failure: string | null
}

/** Starts and stops the desk's own backend. */
export interface BuiltInBackend {
  state(): BuiltInState
  start(by: string): Promise<BuiltInState>
  stop(by: string): Promise<BuiltInState>
}

/** Says what the control of the built-in backend needs. */
export interface BuiltInDeps {
  startServer: () => Promise<RunningServer>
  append: AppendEvent
  live: Live
}

/** Makes the control of a built-in backend that does not run yet; starts and stops take their turn. */
export function createBuiltInBackend({ startServer, append, live }: BuiltInDeps): BuiltInBackend {
  let server: RunningServer | null = null
  let failure: string | null = null
  let turn: Promise<unknown> = Promise.resolve()
  const state = (): BuiltInState => ({ running: server !== null, url: server?.url ?? null, failure })
  const inTurn = (work: () => Promise<void>): Promise<BuiltInState> => {
    const next = turn.then(work).then(() => {
      live.publish('built-in')
      return state()
    })
    turn = next.catch(() => undefined)
    return next
  }
  return {
    state,
    start: (by) =>
      inTurn(async () => {
        if (server !== null) return
        try {
          server = await startServer()
          failure = null
        } catch (error) {
          failure = error instanceof Error ? error.message : String(error)
        }
        append({
          action: 'built-in.started',
          result: server === null ? 'failed' : 'done',
          actor: by,
          target: 'built-in',
        })
      }),
    stop: (by) =>
      inTurn(async () => {
        if (server === null) return
        const stopping = server
        server = null
        await stopping.close()
        append({ action: 'built-in.stopped', result: 'done', actor: by, target: 'built-in' })
      }),
  }
}
