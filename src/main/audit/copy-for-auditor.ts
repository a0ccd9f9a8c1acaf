import { existsSync, linkSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { AuditReport } from '../../shared/contract/audit.ts'
import { writeAuditCopy } from '../store/audit/audit-copy.ts'
import { openFindingsReader } from '../store/audit/findings-reader.ts'
import { createPrivateFile, syncFolder } from '../store/files/private-files.ts'
import { openAuditReader, type AuditReader } from '../store/audit/reader.ts'
import type { Anchor } from './anchors.ts'
import { verifyAudit } from './verify.ts'

/** Says what is copied, where to, with which anchors, and when (milliseconds since the epoch). */
export interface AuditorCopyTask {
  from: string
  to: string
  anchors: readonly Anchor[]
  now: number
}

/** Says why no copy was made; nothing is left of it. */
export class AuditCopyError extends Error {
  readonly why: 'there-already' | 'not-writable' | 'differs'

  constructor(why: AuditCopyError['why'], options?: ErrorOptions) {
    super(`the copy was not made: ${why}`, options)
    this.name = 'AuditCopyError'
    this.why = why
  }
}

/**
 * Makes the file that an auditor takes away: a new one (0600), written afresh, which gets its name only after its own
 * verification has found what that of the store did. Fails with an `AuditCopyError` or a `StoreError`.
 */
export function copyForAuditor({ from, to, anchors, now }: AuditorCopyTask): AuditReport {
  if (existsSync(to)) throw new AuditCopyError('there-already')
  const partial = `${to}.partial`
  const source = openAuditReader(from)
  try {
    makeFile(partial)
    const found = verifyAudit(source, { anchors, now })
    write(partial, { source, from, anchors, now })
    if (!isSame(found, verifyCopy(partial, anchors, now))) throw new AuditCopyError('differs')
    giveName(partial, to)
    return found
  } finally {
    source.close()
    rmSync(partial, { force: true })
  }
}

function write(
  partial: string,
  {
    source,
    from,
    anchors,
    now,
  }: { source: AuditReader; from: string; anchors: readonly Anchor[]; now: number },
): void {
  const findings = openFindingsReader(from)
  try {
    writeAuditCopy(partial, {
      storeId: source.storeId,
      publicKey: source.publicKey,
      copiedAt: new Date(now).toISOString(),
      events: source.chain(),
      checkpoints: source.checkpoints(),
      anchorLines: anchors
        .filter(({ storeId }) => storeId === source.storeId)
        .map((anchor) => JSON.stringify(anchor)),
      facts: findings.facts(),
    })
  } catch (cause) {
    throw new AuditCopyError('differs', { cause })
  } finally {
    findings.close()
  }
}

function verifyCopy(path: string, anchors: readonly Anchor[], now: number): AuditReport {
  const copy = openAuditReader(path)
  try {
    return verifyAudit(copy, { anchors, now })
  } finally {
    copy.close()
  }
}

/** Compares what both verifications say of the chain; how the tables are made is the file's own. */
function isSame(one: AuditReport, other: AuditReport): boolean {
  const said = ({ events, bad, checkpoints, unsignedTail, tail }: AuditReport): string =>
    JSON.stringify({ events, bad, checkpoints, unsignedTail, tail })
  return said(one) === said(other)
}

function makeFile(path: string): void {
  try {
    rmSync(path, { force: true })
    createPrivateFile(path)
  } catch (cause) {
    throw new AuditCopyError('not-writable', { cause })
  }
}

/** Gives the file its name without ever replacing another. */
function giveName(partial: string, to: string): void {
  try {
    linkSync(partial, to)
  } catch (cause) {
    throw new AuditCopyError(existsSync(to) ? 'there-already' : 'not-writable', { cause })
  }
  syncFolder(dirname(to))
}
