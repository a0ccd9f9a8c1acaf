import type { AuditReport } from '../../../shared/contract/audit.ts'
import type { DoctorLine } from '../../../shared/model/doctor.ts'
import { anchorPath, readAnchors, type Anchor } from '../../audit/anchors.ts'
import { verifyAudit } from '../../audit/verify.ts'
import { openAuditReader, type AuditReader } from '../../store/audit/reader.ts'
import { failing, well } from './doctor-line.ts'

/**
 * Examines whether the audit of a store holds, against its own checkpoints and the anchors beside it. What anchors tell
 * of and a recorded restore left behind is no fault of the store, though a verification rightly names it; what anchors
 * tell of since that restore has to be there.
 */
export function examineChain(path: string, now: number): DoctorLine {
  const reader = openAuditReader(path)
  try {
    const anchors = readAnchors(anchorPath(path, reader.storeId))
    const report = verifyAudit(reader, { anchors, now })
    const { events, unsignedTail } = report
    if (isSound(report)) return well('chain', 'chain-sound', { events, unsignedTail })
    const restored = lastRestore(reader)
    if (restored !== undefined && isSoundSince(reader, anchors, restored))
      return well('chain', 'chain-left-by-restore', { at: restored })
    return failing('chain', 'chain-broken', firstFault(report))
  } finally {
    reader.close()
  }
}

function isSoundSince(reader: AuditReader, anchors: readonly Anchor[], since: string): boolean {
  const later = anchors.filter(({ at }) => at > since)
  return isSound(verifyAudit(reader, { anchors: later, now: 0 }))
}

function isSound({ verdict }: AuditReport): boolean {
  return verdict === 'verified' || verdict === 'consistent'
}

/** Gives when the store was last restored; a chain that cannot be gone through tells of nothing. */
function lastRestore(reader: AuditReader): string | undefined {
  try {
    const [last] = reader.events({ action: 'store.restored' }, { newestFirst: true, limit: 1 })
    return last?.[1]
  } catch {
    return undefined
  }
}

function firstFault({ bad, structure, verdict }: AuditReport): DoctorLine['facts'] {
  const ranges = bad.length + structure.length
  const first = bad[0]
  if (first === undefined) return { from: 0, to: 0, reason: structure[0]?.object ?? verdict, ranges }
  return { from: first.from, to: first.to, reason: first.reason, ranges }
}
