import { Tinypool } from 'tinypool'
import type { ReportLanguage } from '../audit/report-words.ts'
import type { ReportTask } from '../audit/write-report.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Operator } from './operator.ts'

/** Verifies the open store's audit and writes the report on it, on worker threads; gives one page of HTML. */
export async function reportOnAudit(
  desk: OpenDesk,
  by: Operator,
  language: ReportLanguage,
): Promise<{ html: string }> {
  desk.audit.checkpoint()
  const verification = await desk.verifyAudit(() => undefined)
  const pool = new Tinypool({ filename: desk.auditWorker.href, minThreads: 0, maxThreads: 1 })
  try {
    const task: ReportTask = { path: desk.store.path, verification, language, now: desk.clock.now() }
    const html = (await pool.run(task, { name: 'report' })) as string
    desk.audit.append({
      action: 'audit.exported',
      result: 'done',
      actor: by.name,
      target: desk.store.id,
      detail: { format: 'html', verdict: verification.verdict },
    })
    return { html }
  } finally {
    await pool.destroy()
  }
}
