import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { Tinypool } from 'tinypool'
import { Problem } from '../../../shared/model/problems.ts'
import type { OtherExportPiece, OtherExportTask } from '../../audit/export-other-events.ts'
import type { FindingCounts } from '../../audit/findings.ts'
import type { OtherAnswer } from '../../audit/other-answer.ts'
import type { OtherEventsFacets, OtherEventsPage, OtherEventsTask } from '../../audit/read-other-events.ts'
import type { OtherFindingsPage, OtherFindingsTask } from '../../audit/read-other-findings.ts'
import { createAnswerNewest, type Asker } from '../newest-question.ts'

/** Reads the audits of other files off the main thread; fails with `STORE_UNAVAILABLE` where one cannot be read. */
export interface OtherAudits {
  /** Fails with `READING_SUPERSEDED` where who asked has asked anew meanwhile, or is gone; the reading then ends. */
  page(task: OtherEventsTask, asker: Asker): Promise<OtherEventsPage>
  facets(task: { path: string }): Promise<OtherEventsFacets>
  /** Fails as a page of events does. */
  findings(task: OtherFindingsTask, asker: Asker): Promise<OtherFindingsPage>
  findingCounts(task: { path: string; now: number }): Promise<FindingCounts>
  /** Gives an export piece by piece, each read when it is asked for; who stops asking ends the reading. */
  export(task: Omit<OtherExportTask, 'port'>): AsyncGenerator<OtherExportPiece, void>
  close(): Promise<void>
}

const threads = { minThreads: 0, maxThreads: 2, idleTimeout: 30_000 }

/** Makes the reading of other audits; `worker` is the place of the built `audit-worker`. */
export function createOtherAudits(worker: URL): OtherAudits {
  const pages = new Tinypool({ filename: worker.href, ...threads })
  // What a page waits for does not wait for an export.
  const exports = new Tinypool({ filename: worker.href, ...threads })
  const answerNewest = { otherPage: createAnswerNewest(), otherFindings: createAnswerNewest() }
  const newest = <T>(name: keyof typeof answerNewest, task: { path: string }, asker: Asker): Promise<T> =>
    answerNewest[name](asker, async (signal) => {
      const givenUp = flagOf(signal)
      const answer = (await pages.run({ ...task, givenUp }, { name })) as OtherAnswer<T>
      if (signal.aborted) throw new Problem('READING_SUPERSEDED')
      return valueOf(answer)
    })
  return {
    page: (task, asker) => newest<OtherEventsPage>('otherPage', task, asker),
    findings: (task, asker) => newest<OtherFindingsPage>('otherFindings', task, asker),
    findingCounts: async (task) =>
      valueOf((await pages.run(task, { name: 'otherFindingCounts' })) as OtherAnswer<FindingCounts>),
    facets: async (task) =>
      valueOf((await pages.run(task, { name: 'otherFacets' })) as OtherAnswer<OtherEventsFacets>),
    export: (task) => exportOn(exports, task),
    async close() {
      await Promise.all([pages.destroy(), exports.destroy()])
    },
  }
}

/** Gives a flag that a thread can look at between two steps: a thread that is ended leaves its files behind. */
function flagOf(signal: AbortSignal): Int32Array<SharedArrayBuffer> {
  const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const raise = (): void => {
    Atomics.store(flag, 0, 1)
  }
  if (signal.aborted) raise()
  signal.addEventListener('abort', raise, { once: true })
  return flag
}

async function* exportOn(
  pool: Tinypool,
  task: Omit<OtherExportTask, 'port'>,
): AsyncGenerator<OtherExportPiece, void> {
  const { port1, port2 } = new MessageChannel()
  const ended = pool.run({ ...task, port: port2 }, { name: 'otherExport', transferList: [port2] })
  ended.catch(() => undefined)
  try {
    for (;;) {
      const told = once(port1, 'message')
      port1.postMessage('on')
      // The task may have ended before its last word is here; only where it broke off there is none to wait for.
      const [answer] = (await Promise.race([told, ended.then(() => told)])) as [
        OtherAnswer<OtherExportPiece | null>,
      ]
      const piece = valueOf(answer)
      if (piece === null) return
      yield piece
    }
  } finally {
    port1.close()
  }
}

/** An error loses what it carries on its way out of a thread: what keeps a file from being read comes as a value. */
function valueOf<T>(answer: OtherAnswer<T>): T {
  if ('value' in answer) return answer.value
  throw new Problem('STORE_UNAVAILABLE', { problem: answer.problem, holder: null })
}
