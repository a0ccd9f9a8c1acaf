import { generateKeyPairSync, hash, sign } from 'node:crypto'
import Database from 'better-sqlite3'
import { checkpointBytes, genesisHash } from '../../src/main/audit/chain.ts'
import { auditCopyStatements } from '../../src/main/store/audit/audit-copy-schema.ts'
import { applicationId, auditCopyId } from '../../src/main/store/files/header.ts'
import { migrate } from '../../src/main/store/files/migrate.ts'
import { migrations } from '../../src/main/store/migrations/index.ts'
import { canonicalFields } from '../../src/shared/model/canonical-fields.ts'

const version = 15
const storeId = 'store-1'
const at = '2026-06-01T12:00:00.000Z'

/** Lists what the events of an earlier store say, each with its number. */
export const earlierEvents = [
  [1, at, 'ada', 'store.created', storeId, 'done', '{}'],
  [2, at, '明记 𠮷', 'operator.signed-in', '明记', 'done', '{"why":"\\u0001 \\"quoted\\" \\\\ back"}'],
  [3, at, 'ada', 'settings.changed', 'a\tb\nc\u0007d\u007f/é😀\u{fffd}', 'failed', '{"from":1,"to":null}'],
  [4, at, 'ada', 'operator.locked', '', 'done', ''],
] as const

/** Makes a store, or an auditor's copy, as it was before events were kept as texts; gives the checkpoint key (SPKI DER). */
export function makeEarlierFile(path: string, kind: 'store' | 'copy'): Buffer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma(`application_id = ${String(kind === 'store' ? applicationId : auditCopyId)}`)
  if (kind === 'store') {
    migrate(db, migrations.slice(0, version))
    db.prepare('INSERT INTO store_meta VALUES (1, ?, ?, ?, 1, 0)').run(storeId, at, spki)
  } else {
    db.exec(auditCopyStatements(version))
    db.pragma(`user_version = ${String(version)}`)
    db.prepare('INSERT INTO store_meta VALUES (1, ?, ?, ?)').run(storeId, spki, at)
  }
  let previous = genesisHash(storeId)
  for (const [seq, ...fields] of earlierEvents) {
    const own = hash('sha256', previous + canonicalFields([String(seq), ...fields]))
    db.prepare('INSERT INTO audit_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      seq,
      ...fields,
      previous,
      own,
    )
    previous = own
  }
  const point = { storeId, seq: earlierEvents.length, hash: previous, at }
  const signature = sign(null, checkpointBytes(point), privateKey)
  db.prepare('INSERT INTO audit_checkpoints VALUES (?, ?, ?, ?)').run(point.seq, previous, at, signature)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  return spki
}
