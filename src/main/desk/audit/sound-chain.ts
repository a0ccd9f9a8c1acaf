import { verifyAudit } from '../../audit/verify.ts'
import { spelledOut } from '../../store/audit/raw-event.ts'
import { openAuditReader } from '../../store/audit/reader.ts'

/** Carries how far the chain of a store goes, and when its last event was (UTC). */
export interface ChainReach {
  events: number
  lastAt: string | null
}

/** Recomputes the whole chain of a store against its own checkpoints; throws where it does not hold. */
export function demandSoundChain(path: string): ChainReach {
  const reader = openAuditReader(path)
  try {
    const { verdict, events, bad, structure } = verifyAudit(reader, { anchors: [], now: 0 })
    if (verdict === 'tampered' || verdict === 'unreadable') {
      const why = bad[0]?.reason ?? structure[0]?.object ?? verdict
      throw new Error(`the audit does not hold: ${why}`)
    }
    const last = reader.highest === null ? undefined : reader.from(reader.highest, 1)[0]
    return { events, lastAt: last === undefined ? null : spelledOut(last)[1] }
  } finally {
    reader.close()
  }
}
