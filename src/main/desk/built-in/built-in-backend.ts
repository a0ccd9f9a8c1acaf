import type { AppendEvent } from '../../../shared/model/ports.ts'
import type { Live } from '../live.ts'

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
  /** Gives the port that it was asked to take; 0 takes any that is free. */
  port: number
}

/** Starts and stops the desk's own backend. */
export interface BuiltInBackend {
  state(): BuiltInState
  /** Starts it at a port, or at the one that was asked for before. */
  start(by: string, port?: number): Promise<BuiltInState>
  stop(by: string): Promise<BuiltInState>
}

/** Says what the control of the built-in backend needs. */
export interface BuiltInDeps {
  startServer: (port: number) => Promise<RunningServer>
  /** Gives the port that is asked for where nobody names another. */
  port: number
  append: AppendEvent
  live: Live
}

/** Makes the control of a built-in backend that does not run yet; starts and stops take their turn. */
export function createBuiltInBackend(deps: BuiltInDeps): BuiltInBackend {
  const { startServer, append, live } = deps
  let port = deps.port
  let server: RunningServer | null = null
  let failure: string | null = null
  let turn: Promise<unknown> = Promise.resolve()
  const state = (): BuiltInState => ({ running: server !== null, url: server?.url ?? null, failure, port })
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
    start: (by, asked) =>
      inTurn(async () => {
        if (server !== null) return
        port = asked ?? port
        try {
          server = await startServer(port)
          failure = null
        } catch (error) {
          failure = error instanceof Error ? error.message : String(error)
        }
        append({
          action: 'built-in.started',
          result: server === null ? 'failed' : 'done',
          actor: by,
          target: 'built-in',
          // Asked for 0, the system has chosen one: who called it is found by that.
          detail: { port: server === null ? port : Number(new URL(server.url).port) },
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
