import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { datedName } from '../../composables/dated-name.ts'
import { useDesk } from '../../composables/desk.ts'
import { saveFile } from '../../composables/paper.ts'
import { useText } from '../../composables/use-text.ts'
import type { AuditFilter } from './use-event-state.ts'

/** Carries how a file of the audit comes about. */
export type HandOnState =
  | { phase: 'idle' }
  | { phase: 'gathering'; done: number; total: number }
  | { phase: 'reporting' }
  | { phase: 'copying'; share: number }
  | { phase: 'stopped' }
  | { phase: 'failed'; error: unknown }
  | { phase: 'saved'; file: string }

const formats = {
  // Spreadsheets read a file without this mark as if it were not UTF-8.
  csv: { ending: 'csv', type: 'text/csv;charset=utf-8', begins: ['\u{FEFF}'] },
  json: { ending: 'jsonl', type: 'application/jsonl', begins: [] },
} as const

/** Names a form in which events are saved. */
export type EventsForm = keyof typeof formats

/** Names what a file is or says something about: the open store's audit, a copy of it, or that of another file. */
export type HandOnSubject = 'store' | 'copy' | 'file'

/** Holds what is being handed on of the audit, so that it goes on when the page changes. */
export const useHandOn = defineStore('hand-on', () => {
  const { desk } = useDesk()
  const { t, language } = useText()
  const state = shallowRef<HandOnState>({ phase: 'idle' })
  const subject = shallowRef<HandOnSubject>('store')
  const copy = shallowRef<string | null>(null)
  let running: AbortController | null = null

  const during = async (
    about: HandOnSubject,
    work: (signal: AbortSignal) => Promise<string>,
  ): Promise<void> => {
    if (running !== null) return
    const mine = new AbortController()
    running = mine
    subject.value = about
    try {
      state.value = { phase: 'saved', file: await work(mine.signal) }
    } catch (error) {
      state.value = mine.signal.aborted ? { phase: 'stopped' } : { phase: 'failed', error }
    } finally {
      running = null
    }
  }

  const gather = async (
    { about, format, name }: { about: HandOnSubject; format: EventsForm; name: string },
    begin: (signal: AbortSignal) => Promise<AsyncIterable<{ text: string; done: number; total: number }>>,
  ): Promise<void> =>
    during(about, async (signal) => {
      state.value = { phase: 'gathering', done: 0, total: 0 }
      const { begins, ending, type } = formats[format]
      const pieces: string[] = [...begins]
      for await (const { text, done, total } of await begin(signal)) {
        pieces.push(text)
        state.value = { phase: 'gathering', done, total }
      }
      signal.throwIfAborted()
      const file = datedName(name, ending)
      saveFile(file, pieces, type)
      return file
    })

  const saveEvents = (filter: AuditFilter, format: EventsForm): Promise<void> =>
    gather({ about: 'store', format, name: t('audit.hand.fileEvents') }, (signal) =>
      desk.audit.export({ ...filter, format }, { signal }),
    )

  const saveEventsOfCopy = (
    path: string,
    filter: () => Promise<AuditFilter>,
    format: EventsForm,
  ): Promise<void> =>
    gather({ about: 'file', format, name: t('audit.hand.fileCopyEvents') }, async (signal) =>
      desk.audit.exportCopy({ path, ...(await filter()), format }, { signal }),
    )

  const saveReport = (): Promise<void> =>
    during('store', async (signal) => {
      state.value = { phase: 'reporting' }
      const { html } = await desk.audit.report({ language: language.value }, { signal })
      signal.throwIfAborted()
      const file = datedName(t('audit.hand.fileReport'), 'html')
      saveFile(file, [html], 'text/html;charset=utf-8')
      return file
    })

  const saveCopy = (): Promise<void> =>
    during('copy', async (signal) => {
      state.value = { phase: 'copying', share: 0 }
      const pieces: BlobPart[] = []
      for await (const { part, done, total } of await desk.audit.takeCopy(undefined, { signal })) {
        pieces.push(Uint8Array.from(atob(part), (sign) => sign.charCodeAt(0)))
        state.value = { phase: 'copying', share: done / total }
      }
      signal.throwIfAborted()
      const file = datedName(t('audit.hand.fileTaken'), 'latchkey')
      saveFile(file, pieces, 'application/vnd.sqlite3')
      copy.value = file
      return file
    })

  const saveReportOnCopy = (copy: { path: string; publicKey?: string }): Promise<void> =>
    during('file', async (signal) => {
      state.value = { phase: 'reporting' }
      const { html } = await desk.audit.reportOnCopy({ ...copy, language: language.value }, { signal })
      signal.throwIfAborted()
      const file = datedName(t('audit.hand.fileCopy'), 'html')
      saveFile(file, [html], 'text/html;charset=utf-8')
      return file
    })

  const stop = (): void => {
    running?.abort()
  }
  /** Takes back what was said of a file that another one takes the place of. */
  const forgetFile = (): void => {
    if (running === null && subject.value === 'file') state.value = { phase: 'idle' }
  }
  const isRunning = computed(() => ['gathering', 'reporting', 'copying'].includes(state.value.phase))
  const ways = { saveEvents, saveEventsOfCopy, saveReport, saveCopy, saveReportOnCopy, forgetFile, stop }
  return { state, subject, copy, isRunning, ...ways }
})
