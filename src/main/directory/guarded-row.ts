import { timingSafeEqual } from 'node:crypto'
import { Problem } from '../../shared/model/problems.ts'

/** Carries what a row that steers behaviour is checked by. */
export interface GuardedRow {
  table: string
  name: string
  fields: readonly string[]
  mac: Buffer
  /** Gives the sequence of the event that last changed the row. */
  changedSeq: number
}

/** Carries what a row is checked against; `lastChange` is the sequence of the last change that the audit knows of. */
interface RowWitness {
  rowMac: (table: string, fields: readonly string[]) => Buffer
  lastChange: number
}

/**
 * Says whether a row's MAC is the one that its fields give, and whether the audit knows of no later change than the row
 * does: else it was edited or rolled back from outside.
 */
export function isIntact(row: GuardedRow, { rowMac, lastChange }: RowWitness): boolean {
  const expected = rowMac(row.table, row.fields)
  const isOwn = row.mac.length === expected.length && timingSafeEqual(row.mac, expected)
  return isOwn && row.changedSeq >= lastChange
}

/** Fails with `SEALED_VALUE_DAMAGED` where a row was edited or rolled back from outside. */
export function demandIntact(row: GuardedRow, witness: RowWitness): void {
  if (!isIntact(row, witness))
    throw new Problem('SEALED_VALUE_DAMAGED', { place: `${row.table} / ${row.name}` })
}

/** Remembers which rows were found intact, so that a row which still reads the same is not checked again. */
export interface IntactRows<Row extends object> {
  /** Checks a row unless it reads as it did when it was last found intact; gives it. */
  intact(name: string, row: Row, check: () => void): Row
  /** Forgets every row: after a write, an older one must not pass for intact. */
  forget(): void
}

const mostRemembered = 1000

/** Begins with no row known to be intact. */
export function rememberIntactRows<Row extends object>(): IntactRows<Row> {
  const known = new Map<string, Row>()
  return {
    intact(name, row, check) {
      const before = known.get(name)
      if (before !== undefined && readsTheSame(before, row)) return row
      check()
      if (known.size >= mostRemembered) known.clear()
      known.set(name, row)
      return row
    },
    forget: () => {
      known.clear()
    },
  }
}

function readsTheSame(one: object, other: object): boolean {
  const values: Readonly<Record<string, unknown>> = { ...other }
  return Object.entries(one).every(([name, value]: [string, unknown]) => {
    const now = values[name]
    return Buffer.isBuffer(value) && Buffer.isBuffer(now) ? value.equals(now) : value === now
  })
}
