import { z } from 'zod'
import { restoredMark } from '../../store/files/stage-restore.ts'
import { storeMeta } from '../../store/store-meta.ts'
import type { OpenDesk } from '../open-desk.ts'

const markSchema = z.object({ from: z.string(), at: z.string(), by: z.string().optional() })

/** Puts into the audit that a store was restored from a backup, once, where its file says so. */
export function recordRestore(desk: Pick<OpenDesk, 'store' | 'audit'>): void {
  const { store, audit } = desk
  const meta = storeMeta(store)
  const mark = meta.preference(restoredMark)
  if (mark === undefined || mark === '') return
  store.transaction(() => {
    audit.append({
      action: 'store.restored',
      result: 'done',
      actor: 'desk',
      target: store.id,
      detail: readMark(mark),
    })
    meta.setPreference(restoredMark, '')
  })
}

function readMark(mark: string): { from: string; restoredAt: string; by?: string } {
  try {
    const { from, at, by } = markSchema.parse(JSON.parse(mark))
    return { from, restoredAt: at, ...(by === undefined ? {} : { by }) }
  } catch {
    // Whoever wrote it from outside: that it says restored is what counts.
    return { from: 'unreadable', restoredAt: 'unreadable' }
  }
}
