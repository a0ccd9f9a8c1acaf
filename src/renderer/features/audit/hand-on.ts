import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useDesk } from '../../composables/desk.ts'
import { saveFile } from '../../composables/paper.ts'
import { useText } from '../../composables/use-text.ts'
import type { AuditFilter } from './use-audit-list.ts'

/** Carries how a file of the audit comes about. */
export type HandOnState =
  | { phase: 'idle' }
  | { phase: 'gathering'; done: number; total: number }
  | { phase: 'reporting' }
  | { phase: 'stopped' }
  | { phase: 'failed'; error: unknown }
  | { phase: 'saved'; file: string }

const formats = {
  csv: { ending: 'csv', type: 'text/csv;charset=utf-8' },
  json: { ending: 'jsonl', type: 'application/jsonl' },
} as const

/** Names the day and the minute in a file's name, in local time. */
const stamp = (now: Date): string => {
  const two = (n: number): string => String(n).padStart(2, '0')
  const day = `${String(now.getFullYear())}${two(now.getMonth() + 1)}${two(now.getDate())}`
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}`
}

/** Holds what is being handed on of the audit, so that it goes on when the page changes. */
export const useHandOn = defineStore('hand-on', () => {
  const { desk } = useDesk()
  const { t, language } = useText()
  const state = shallowRef<HandOnState>({ phase: 'idle' })
  let running: AbortController | null = null

  const during = async (work: (signal: AbortSignal) => Promise<string>): Promise<void> => {
    if (running !== null) return
    const mine = new AbortController()
    running = mine
    try {
      state.value = { phase: 'saved', file: await work(mine.signal) }
    } catch (error) {
      state.value = mine.signal.aborted ? { phase: 'stopped' } : { phase: 'failed', error }
    } finally {
      running = null
    }
  }

  const saveEvents = (filter: AuditFilter, format: keyof typeof formats): Promise<void> =>
    during(async (signal) => {
      state.value = { phase: 'gathering', done: 0, total: 0 }
      const pieces: string[] = []
      for await (const { text, done, total } of await desk.audit.export({ ...filter, format }, { signal })) {
        pieces.push(text)
        state.value = { phase: 'gathering', done, total }
      }
      signal.throwIfAborted()
      const { ending, type } = formats[format]
      const file = `${t('audit.hand.fileEvents')}-${stamp(new Date())}.${ending}`
      saveFile(file, pieces, type)
      return file
    })

  const saveReport = (): Promise<void> =>
    during(async (signal) => {
      state.value = { phase: 'reporting' }
      const { html } = await desk.audit.report({ language: language.value }, { signal })
      signal.throwIfAborted()
      const file = `${t('audit.hand.fileReport')}-${stamp(new Date())}.html`
      saveFile(file, [html], 'text/html;charset=utf-8')
      return file
    })

  const saveReportOnCopy = (copy: { path: string; publicKey?: string }): Promise<void> =>
    during(async (signal) => {
      state.value = { phase: 'reporting' }
      const { html } = await desk.audit.reportOnCopy({ ...copy, language: language.value }, { signal })
      signal.throwIfAborted()
      const file = `${t('audit.hand.fileCopy')}-${stamp(new Date())}.html`
      saveFile(file, [html], 'text/html;charset=utf-8')
      return file
    })

  const stop = (): void => {
    running?.abort()
  }
  const isRunning = computed(() => state.value.phase === 'gathering' || state.value.phase === 'reporting')
  return { state, isRunning, saveEvents, saveReport, saveReportOnCopy, stop }
})
