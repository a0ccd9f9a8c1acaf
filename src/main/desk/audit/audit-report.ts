import { Tinypool } from 'tinypool'
import type { OtherAnswer } from '../../audit/other-answer.ts'
import type { ReportLanguage } from '../../audit/report-words.ts'
import type { ReportTask } from '../../audit/write-report.ts'
import { StoreError } from '../../store/store-error.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { asProblem, verificationOf } from './verification.ts'

/** Verifies the open store's audit and writes the report on it, on worker threads; gives one page of HTML. */
export async function reportOnAudit(
  desk: OpenDesk,
  by: Operator,
  language: ReportLanguage,
): Promise<{ html: string }> {
  desk.audit.checkpoint()
  const verification = await desk.verifyAudit(() => undefined)
  const { path, id: target } = desk.store
  return write(desk, by, { path, isForeign: false, target, language, verification })
}

/**
 * Verifies another store's file, or an auditor's copy of one, and writes the report on it; the file is only read.
 * Fails with `STORE_UNAVAILABLE` where it cannot be.
 */
export async function reportOnCopy(
  desk: OpenDesk,
  by: Operator,
  { path, publicKey, language }: { path: string; publicKey?: string | undefined; language: ReportLanguage },
): Promise<{ html: string }> {
  const verify = verificationOf(desk, { path, publicKey })
  try {
    const verification = await verify(() => undefined)
    return await write(desk, by, { path, isForeign: true, target: path, language, verification })
  } catch (error) {
    throw asProblem(error)
  }
}

async function write(
  desk: OpenDesk,
  by: Operator,
  { target, ...task }: Omit<ReportTask, 'now'> & { target: string },
): Promise<{ html: string }> {
  const pool = new Tinypool({ filename: desk.auditWorker.href, minThreads: 0, maxThreads: 1 })
  try {
    const now = desk.clock.now()
    const answer = (await pool.run({ ...task, now }, { name: 'report' })) as OtherAnswer<string>
    if ('problem' in answer) throw new StoreError(answer.problem)
    desk.audit.append({
      action: 'audit.exported',
      result: 'done',
      actor: by.name,
      target,
      detail: { format: 'html', verdict: task.verification.verdict },
    })
    return { html: answer.value }
  } finally {
    await pool.destroy()
  }
}
