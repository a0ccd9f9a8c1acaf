import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Is what the bench asks of a running backend. */
export type BackendRequest = 'watch' | 'read' | 'end'

/** Is what a running backend tells. */
export type BackendReading =
  { kind: 'ready'; url: string } | { kind: 'watching' } | ({ kind: 'read' } & BackendState)

/** Carries how the backend's main thread was since `watch`, and its memory after a collection. */
export interface BackendState {
  loopP99Ms: number
  loopMaxMs: number
  heapMb: number
  rssMb: number
}

/** Stands for a built-in backend in a process of its own, with four admins whose password is `firstPassword`. */
export interface BenchBackend {
  url: string
  watch(): Promise<void>
  read(): Promise<BackendState>
  close(): Promise<void>
}

/** Is the password that the backend's admins begin with. */
export const firstPassword = 'First-Password-1'

/** Starts the backend and waits until it answers. */
export async function startBackend(): Promise<BenchBackend> {
  const child = fork(fileURLToPath(new URL('backend-process.ts', import.meta.url)), {
    execArgv: ['--expose-gc'],
  })
  const next = async <K extends BackendReading['kind']>(
    kind: K,
  ): Promise<Extract<BackendReading, { kind: K }>> => {
    const [reading] = (await once(child, 'message')) as [BackendReading]
    if (reading.kind !== kind) throw new Error(`the backend said ${reading.kind}`)
    return reading as Extract<BackendReading, { kind: K }>
  }
  const ask = <K extends BackendReading['kind']>(
    request: BackendRequest,
    kind: K,
  ): Promise<Extract<BackendReading, { kind: K }>> => {
    child.send(request)
    return next(kind)
  }
  const { url } = await next('ready')
  return {
    url,
    async watch() {
      await ask('watch', 'watching')
    },
    read: () => ask('read', 'read'),
    async close() {
      const ended = once(child, 'exit')
      child.send('end')
      await ended
    },
  }
}
