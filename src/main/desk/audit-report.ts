import { Tinypool } from 'tinypool'
import { z } from 'zod'
import type { ReportLanguage } from '../audit/report-words.ts'
import type { ReportTask } from '../audit/write-report.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Operator } from './operator.ts'
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
  return write(desk, by, { path, target, language, verification })
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
    return await write(desk, by, { path, target: path, language, verification })
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
    const html = z.string().parse(await pool.run({ ...task, now: desk.clock.now() }, { name: 'report' }))
    desk.audit.append({
      action: 'audit.exported',
      result: 'done',
      actor: by.name,
      target,
      detail: { format: 'html', verdict: task.verification.verdict },
    })
    return { html }
  } finally {
    await pool.destroy()
  }
}
