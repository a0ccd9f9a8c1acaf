import { createPublicKey } from 'node:crypto'
import type { AuditReport } from '../../../shared/contract/audit.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { anchorsOf } from '../../audit/anchors-of.ts'
import { verifyFile } from '../../audit/verify-file.ts'
import { openAuditReader } from '../../store/audit/reader.ts'
import { StoreError } from '../../store/store-error.ts'
import { keyInPlaceOf } from './key-in-place.ts'
import type { OpenDesk, VerifyAudit } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Carries how far a verification is, or what it found. */
export type VerificationStep =
  { kind: 'progress'; checked: number; total: number } | { kind: 'report'; report: AuditReport }

/** Verifies the open store's audit and records what was found. */
export async function* verifyOwn(desk: OpenDesk, by: Operator): AsyncGenerator<VerificationStep, void> {
  desk.audit.checkpoint()
  yield* followed(desk, { by, target: desk.store.id, run: desk.verifyAudit })
}

/**
 * Verifies another store's file, or an auditor's copy of one, without changing it; where it is a copy of this store
 * with its rows, they are checked as well, and so is the key that it names. Fails with `STORE_UNAVAILABLE` where it cannot be read.
 */
export async function* verifyCopy(
  desk: OpenDesk,
  by: Operator,
  { path, publicKey }: { path: string; publicKey?: string | undefined },
): AsyncGenerator<VerificationStep, void> {
  const run = verificationOf(desk, { path, publicKey })
  try {
    yield* followed(desk, { by, target: path, run })
  } catch (error) {
    throw asProblem(error)
  }
}

/** Gives what verifies another store's file; fails with `NOT_FOUND` where the key given is none of a store. */
export function verificationOf(
  desk: OpenDesk,
  { path, publicKey }: { path: string; publicKey?: string | undefined },
): VerifyAudit {
  const key = publicKey === undefined ? undefined : keyFromPem(publicKey)
  return async (onProgress) => {
    const anchors = anchorsOf(path)
    const own = ofThisStore(desk, path)
    const publicKey = key ?? (own === null ? undefined : keyInPlaceOf(desk.vault, own.publicKey))
    const options = { anchors, publicKey, now: desk.clock.now() }
    const rowMac = own?.hasRows === true && desk.vault.holds('rows') ? desk.vault.rowMac : null
    return verifyFile({ path, options }, { worker: desk.auditWorker, rowMac, onProgress })
  }
}

/** Gives what an operator is told of a file that cannot be read; every other error stays what it is. */
export function asProblem(error: unknown): unknown {
  if (!(error instanceof StoreError)) return error
  return new Problem('STORE_UNAVAILABLE', { problem: error.problem, holder: error.holder })
}

async function* followed(
  desk: OpenDesk,
  { by, target, run }: { by: Operator; target: string; run: VerifyAudit },
): AsyncGenerator<VerificationStep, void> {
  const steps = new TransformStream<VerificationStep, VerificationStep>(undefined, undefined, {
    highWaterMark: 1,
  })
  const writer = steps.writable.getWriter()
  let told = Promise.resolve()
  const report = run((checked, total) => {
    // A page that reads slowly is told less often, never later.
    if ((writer.desiredSize ?? 0) > 0) told = writer.write({ kind: 'progress', checked, total })
  })
  const ended = report.then(
    async () => {
      await told
      await writer.close()
    },
    (error: unknown) => writer.abort(error),
  )
  ended.catch(() => undefined)
  yield* steps.readable
  const found = await report
  desk.audit.append({
    action: 'audit.verified',
    result: found.verdict === 'tampered' || found.verdict === 'unreadable' ? 'failed' : 'done',
    actor: by.name,
    target,
    detail: { verdict: found.verdict, events: found.events },
  })
  yield { kind: 'report', report: found }
}

/** Says of a file of the open store, or of a copy of its audit, which key it names; null for any other store's. */
function ofThisStore(
  { store }: OpenDesk,
  path: string,
): { publicKey: Buffer | null; hasRows: boolean } | null {
  const reader = openAuditReader(path)
  const { storeId, isAuditCopy, publicKey } = reader
  reader.close()
  return storeId === store.id ? { publicKey, hasRows: !isAuditCopy } : null
}

function keyFromPem(pem: string): Uint8Array {
  try {
    const key = createPublicKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key.export({ format: 'der', type: 'spki' })
  } catch {
    // What is no key, and what is one of another kind, is told in the same words.
  }
  throw new Problem('NOT_FOUND', { what: 'public key' })
}
