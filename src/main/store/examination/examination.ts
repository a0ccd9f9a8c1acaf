import type Database from 'better-sqlite3'
import type { Role } from '../../../shared/model/roles.ts'
import { compareSchema, type StructureFault } from '../audit/audit-structure.ts'
import { eventLayout, type EventLayout } from '../audit/event-layout.ts'
import { openForReading } from '../files/open-for-reading.ts'
import { connectionPragmas } from '../pragmas.ts'

/** Carries a key slot as far as it is readable without a secret. */
export interface SlotFacts {
  id: string
  holder: string
  role: Role
  n: number
  r: number
  p: number
  /** Gives the length of what is sealed in it, in bytes. */
  sealedBytes: number
}

/** Carries an operator as the file has them. */
export interface OperatorFacts {
  id: string
  name: string
  enabled: boolean
}

/** Carries the newest event about a slot: of an operator by name, of the recovery key by the store's id. */
interface SlotEventFacts {
  action: string
  target: string
  detail: string
}

/** Looks into a store beside its writer, and changes nothing; each look throws where the file does not let it. */
export interface Examination {
  /** Gives the first pragma that does not hold on a connection made as a desk makes it. */
  wrongPragma(): { pragma: string; got: string } | undefined
  journalMode(): string
  /** Gives what SQLite's `integrity_check` finds first: the pages, and whether each index tells what its table does. */
  damagedPage(): string | undefined
  /** Gives the table of the first reference that leads nowhere. */
  danglingTable(): string | undefined
  /** Lists how the schema differs from this program's. */
  foreignSchema(): StructureFault[]
  meta(): { storeId: string; createdAt: string; endedCleanly: boolean; recoveryProven: boolean }
  slots(): SlotFacts[]
  operators(): OperatorFacts[]
  /** Gives the newest event about each slot, and the one that made the store; read from the table, not by an index. */
  slotEvents(): SlotEventFacts[]
  close(): void
}

/** Opens a store for looking into it. */
export function openExamination(path: string): Examination {
  const connection = openForReading(path)
  const { db, close } = connection
  // In a transaction some of them stay as they were.
  db.exec('COMMIT')
  for (const [name, value] of connectionPragmas) db.pragma(`${name} = ${value}`)
  db.exec('BEGIN')
  return {
    wrongPragma() {
      const wrong = connectionPragmas.find(([name, , expected]) => readPragma(db, name) !== expected)
      return wrong && { pragma: wrong[0], got: String(readPragma(db, wrong[0])) }
    },
    journalMode: () => String(readPragma(db, 'journal_mode')),
    damagedPage() {
      try {
        const first = String(db.pragma('integrity_check(1)', { simple: true }))
        return first === 'ok' ? undefined : first
      } catch (error) {
        // Some damage ends the check itself instead of being listed by it.
        return error instanceof Error ? error.message : String(error)
      }
    },
    foreignSchema: () => compareSchema(connection),
    danglingTable: () => (db.pragma('foreign_key_check') as { table: string }[])[0]?.table,
    meta() {
      const row = db
        .prepare(
          'SELECT store_id AS storeId, created_at AS createdAt, clean_exit AS clean, recovery_proven AS proven FROM store_meta',
        )
        .get() as { storeId: string; createdAt: string; clean: number; proven: number }
      return {
        storeId: row.storeId,
        createdAt: row.createdAt,
        endedCleanly: row.clean === 1,
        recoveryProven: row.proven === 1,
      }
    },
    slots: () =>
      db
        .prepare(
          'SELECT id, holder, role, kdf_n AS n, kdf_r AS r, kdf_p AS p, length(sealed_ring) AS sealedBytes FROM key_slots',
        )
        .all() as SlotFacts[],
    operators() {
      const rows = db.prepare('SELECT id, name, disabled_at AS disabledAt FROM operators').all() as {
        id: string
        name: string
        disabledAt: string | null
      }[]
      return rows.map(({ id, name, disabledAt }) => ({ id, name, enabled: disabledAt === null }))
    },
    slotEvents: () => db.prepare(slotEvents(eventLayout(db))).all() as SlotEventFacts[],
    close,
  }
}

// Beside max(), the other columns are those of the row that has it.
const slotEvents = ({ field }: EventLayout): string => `
  SELECT ${field('action')} AS action, ${field('target')} AS target, ${field('detail')} AS detail, max(seq) AS seq
  FROM audit_events NOT INDEXED
  WHERE ${field('action')} IN ('operator.added', 'operator.role-changed', 'operator.re-admitted', 'operator.password-changed',
    'operator.disabled', 'recovery-key.issued', 'recovery-key.replaced')
  GROUP BY 2
  UNION ALL SELECT ${field('action')}, ${field('actor')}, ${field('detail')}, seq
  FROM audit_events NOT INDEXED WHERE seq = 1 AND ${field('action')} = 'store.created'`

function readPragma(db: Database.Database, name: string): unknown {
  return db.pragma(name, { simple: true })
}
