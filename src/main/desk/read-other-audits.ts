import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { Tinypool } from 'tinypool'
import { Problem } from '../../shared/model/problems.ts'
import type { OtherExportPiece, OtherExportTask } from '../audit/export-other-events.ts'
import type { OtherAnswer } from '../audit/other-answer.ts'
import type { OtherEventsFacets, OtherEventsPage, OtherEventsTask } from '../audit/read-other-events.ts'

/** Reads the audits of other files off the main thread; fails with `STORE_UNAVAILABLE` where one cannot be read. */
export interface OtherAudits {
  page(task: OtherEventsTask): Promise<OtherEventsPage>
  facets(task: { path: string }): Promise<OtherEventsFacets>
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
  return {
    page: async (task) =>
      valueOf((await pages.run(task, { name: 'otherPage' })) as OtherAnswer<OtherEventsPage>),
    facets: async (task) =>
      valueOf((await pages.run(task, { name: 'otherFacets' })) as OtherAnswer<OtherEventsFacets>),
    export: (task) => exportOn(exports, task),
    async close() {
      await Promise.all([pages.destroy(), exports.destroy()])
    },
  }
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
