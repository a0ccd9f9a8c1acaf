import type Database from 'better-sqlite3'
import type { Role } from '../../shared/model/roles.ts'
import { openForReading } from './open-for-reading.ts'
import { connectionPragmas } from './pragmas.ts'

/** Carries a key slot as far as it is readable without a secret; `enabled` is false for a disabled operator's. */
export interface SlotFacts {
  holder: string
  role: Role
  n: number
  r: number
  p: number
  enabled: boolean
}

/** Looks into a store beside its writer, and changes nothing; each look throws where the file does not let it. */
export interface Examination {
  /** Gives the first pragma that does not hold on a connection made as a desk makes it. */
  wrongPragma(): { pragma: string; got: string } | undefined
  journalMode(): string
  /** Gives what SQLite's `quick_check` finds first. */
  damagedPage(): string | undefined
  /** Gives the table of the first reference that leads nowhere. */
  danglingTable(): string | undefined
  meta(): { createdAt: string; endedCleanly: boolean; recoveryProven: boolean }
  slots(): SlotFacts[]
  close(): void
}

/** Opens a store for looking into it. */
export function openExamination(path: string): Examination {
  const { db, close } = openForReading(path)
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
        const first = String(db.pragma('quick_check(1)', { simple: true }))
        return first === 'ok' ? undefined : first
      } catch (error) {
        // Some damage ends the check itself instead of being listed by it.
        return error instanceof Error ? error.message : String(error)
      }
    },
    danglingTable: () => (db.pragma('foreign_key_check') as { table: string }[])[0]?.table,
    meta() {
      const row = db
        .prepare(
          'SELECT created_at AS createdAt, clean_exit AS clean, recovery_proven AS proven FROM store_meta',
        )
        .get() as { createdAt: string; clean: number; proven: number }
      return {
        createdAt: row.createdAt,
        endedCleanly: row.clean === 1,
        recoveryProven: row.proven === 1,
      }
    },
    slots() {
      const rows = db
        .prepare(
          `SELECT key_slots.holder, role, kdf_n AS n, kdf_r AS r, kdf_p AS p, operators.disabled_at AS disabledAt
           FROM key_slots LEFT JOIN operators ON operators.id = key_slots.holder`,
        )
        .all() as (Omit<SlotFacts, 'enabled'> & { disabledAt: string | null })[]
      return rows.map(({ disabledAt, ...slot }) => ({ ...slot, enabled: disabledAt === null }))
    },
    close,
  }
}

function readPragma(db: Database.Database, name: string): unknown {
  return db.pragma(name, { simple: true })
}
