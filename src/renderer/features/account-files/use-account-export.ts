import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { DeskClient } from '../../../shared/contract/index.ts'
import { datedName } from '../../composables/dated-name.ts'
import { useDesk } from '../../composables/desk.ts'
import { saveFile } from '../../composables/paper.ts'
import { useText } from '../../composables/use-text.ts'

/** Says which accounts are to be exported. */
export type AccountExport = Parameters<DeskClient['accountFiles']['export']>[0]

/** Carries how an export comes about. */
export type ExportState =
  | { phase: 'idle' }
  | { phase: 'running'; done: number }
  | { phase: 'stopped' }
  | { phase: 'failed'; error: unknown }
  | { phase: 'saved'; file: string; done: number }

/** Holds the export of accounts, so that it goes on when the page changes. */
export const useAccountExport = defineStore('account-export', () => {
  const { desk } = useDesk()
  const { t } = useText()
  const state = shallowRef<ExportState>({ phase: 'idle' })
  const running = shallowRef<AbortController | null>(null)

  const collect = async (query: AccountExport, signal: AbortSignal): Promise<ExportState> => {
    const pieces: string[] = []
    let count = 0
    for await (const { text, done } of await desk.accountFiles.export(query, { signal })) {
      pieces.push(text)
      count = done
      state.value = { phase: 'running', done }
    }
    signal.throwIfAborted()
    const file = datedName(t(`accountFiles.${query.kind}.fileName`), 'csv')
    saveFile(file, pieces, 'text/csv;charset=utf-8')
    return { phase: 'saved', file, done: count }
  }
  const save = async (query: AccountExport): Promise<void> => {
    if (running.value !== null) return
    const mine = new AbortController()
    running.value = mine
    state.value = { phase: 'running', done: 0 }
    try {
      state.value = await collect(query, mine.signal)
    } catch (error) {
      state.value = mine.signal.aborted ? { phase: 'stopped' } : { phase: 'failed', error }
    } finally {
      running.value = null
    }
  }
  /** Forgets how the last one ended. */
  const begin = (): void => {
    if (running.value === null) state.value = { phase: 'idle' }
  }
  const stop = (): void => {
    running.value?.abort()
  }
  return { state, isRunning: computed(() => running.value !== null), begin, save, stop }
})
