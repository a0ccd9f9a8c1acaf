import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { AuditReport } from '../../../shared/contract/audit.ts'
import { useDesk } from '../../composables/desk.ts'

/** Carries a verification as this page follows it. */
export type Verification =
  | { phase: 'idle' }
  | { phase: 'running'; checked: number; total: number }
  | { phase: 'stopped' }
  | { phase: 'failed'; error: unknown }
  | { phase: 'done'; report: AuditReport; at: string }

/** Names another store's file, and the key to judge it by. */
interface Copy {
  path: string
  publicKey?: string
}

type Step = { kind: 'progress'; checked: number; total: number } | { kind: 'report'; report: AuditReport }

const followed = <A extends unknown[]>(
  begin: (signal: AbortSignal, ...args: A) => Promise<AsyncIterable<Step>>,
) => {
  const state = shallowRef<Verification>({ phase: 'idle' })
  let running: AbortController | null = null

  const follow = async (signal: AbortSignal, args: A): Promise<void> => {
    for await (const step of await begin(signal, ...args)) {
      if (signal.aborted) return
      state.value =
        step.kind === 'progress'
          ? { phase: 'running', checked: step.checked, total: step.total }
          : { phase: 'done', report: step.report, at: new Date().toISOString() }
    }
  }

  const start = async (...args: A): Promise<void> => {
    if (running !== null) return
    const mine = new AbortController()
    running = mine
    state.value = { phase: 'running', checked: 0, total: 0 }
    try {
      await follow(mine.signal, args)
    } catch (error) {
      if (!mine.signal.aborted) state.value = { phase: 'failed', error }
    } finally {
      running = null
      if (state.value.phase === 'running') state.value = { phase: 'stopped' }
    }
  }

  const stop = (): void => {
    running?.abort()
  }

  return { state, start, stop, isRunning: computed(() => state.value.phase === 'running') }
}

/** Holds the verification of the chain, so that it goes on when the page changes. */
export const useVerification = defineStore('verification', () => {
  const { desk } = useDesk()
  return followed((signal) => desk.audit.verify(undefined, { signal }))
})

/** Holds the verification of another store's file; with a key it is judged by that one. */
export const useCopyVerification = defineStore('copy-verification', () => {
  const { desk } = useDesk()
  const path = shallowRef('')
  const publicKey = shallowRef('')
  const verified = shallowRef<Copy | null>(null)
  const { start: begin, ...verification } = followed((signal, copy: Copy) =>
    desk.audit.openCopy(copy, { signal }),
  )
  /** Names the copy as it was typed; a path that was copied with its quotes is taken without them. */
  const typed = (): Copy => {
    const key = publicKey.value.trim()
    const plain = path.value.trim().replace(/^"(.*)"$/, '$1')
    return { path: plain, ...(key === '' ? {} : { publicKey: key }) }
  }
  const start = async (): Promise<void> => {
    verified.value = typed()
    await begin(verified.value)
  }
  return { ...verification, start, path, publicKey, verified }
})
