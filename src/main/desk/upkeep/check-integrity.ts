import { Tinypool } from 'tinypool'
import type { OpenDesk } from '../open-desk.ts'

/** Checks the open store on a worker thread, and records what does not hold; `worker` is its place. */
export async function checkIntegrity(desk: Pick<OpenDesk, 'store' | 'audit'>, worker: URL): Promise<void> {
  const pool = new Tinypool({ filename: worker.href, minThreads: 0, maxThreads: 1 })
  try {
    const found = (await pool.run({ path: desk.store.path }, { name: 'checkStore' })) as string[]
    if (found.length === 0) return
    desk.audit.append({
      action: 'store.check-failed',
      result: 'failed',
      actor: 'desk',
      target: desk.store.id,
      detail: { first: found[0] ?? '', findings: found.length },
    })
  } finally {
    await pool.destroy()
  }
}
