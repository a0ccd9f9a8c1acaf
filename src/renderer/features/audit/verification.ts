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
  const verification = followed((signal, { path, publicKey }: { path: string; publicKey: string }) =>
    desk.audit.openCopy({ path, ...(publicKey === '' ? {} : { publicKey }) }, { signal }),
  )
  const path = shallowRef('')
  const publicKey = shallowRef('')
  return { ...verification, path, publicKey }
})
