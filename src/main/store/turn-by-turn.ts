import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { applyPragmas } from './pragmas.ts'
import { queriesOn } from './queries-on.ts'
import type { SteppedWork } from './store.ts'

/** Runs long transactions on a connection of their own, one after the other. */
export interface TurnByTurn {
  /**
   * Does the work in one durable transaction, a few steps a turn, and begins anew where it had to give way; a throw
   * takes it back.
   */
  run<T>(work: SteppedWork<T>): Promise<T>
  /** Takes back what a transaction has written so far; it begins anew in a later turn. */
  giveWay(): void
  /** Takes back what is under way, and ends it. */
  close(): void
}

/** Limits a turn, in steps and in milliseconds, and how often a transaction gives way before it is done in one turn. */
const turn = { steps: 100, longest: 6 } as const
const givesWay = 20

/** Makes the long transactions of a store by its path; none is open yet. */
export function createTurnByTurn(path: string): TurnByTurn {
  let last: Promise<unknown> = Promise.resolve()
  let connection: Database.Database | null = null
  let isClosed = false
  const takeBack = (): void => {
    if (connection?.inTransaction === true) connection.exec('ROLLBACK')
  }

  /** Gives null where the transaction had to give way. */
  const attempt = async <T>(
    db: Database.Database,
    work: SteppedWork<T>,
    isPatient: boolean,
  ): Promise<{ value: T } | null> => {
    if (isClosed) throw new Error('the store was closed')
    db.exec('BEGIN IMMEDIATE')
    const steps = work(queriesOn(db))
    for (;;) {
      const done = takeSteps(steps, isPatient)
      if (isPatient) await nextTurn()
      if (!db.inTransaction) return null
      if (done === null) continue
      db.exec('COMMIT')
      await nextTurn()
      return done
    }
  }
  const run = async <T>(work: SteppedWork<T>): Promise<T> => {
    const db = connect(path)
    connection = db
    try {
      for (let tries = 0; ; tries++) {
        const done = await attempt(db, work, tries < givesWay)
        if (done !== null) return done.value
      }
    } finally {
      takeBack()
      connection = null
      db.close()
    }
  }
  return {
    run(work) {
      const mine = last.then(() => run(work))
      last = mine.catch(() => undefined)
      return mine
    },
    giveWay: takeBack,
    close() {
      isClosed = true
      takeBack()
    },
  }
}

function takeSteps<T>(steps: Generator<unknown, T, undefined>, isPatient: boolean): { value: T } | null {
  const until = performance.now() + turn.longest
  for (let taken = 0; !isPatient || (taken < turn.steps && performance.now() < until); taken++) {
    const step = steps.next()
    if (step.done === true) return { value: step.value }
  }
  return null
}

function connect(path: string): Database.Database {
  const db = new Database(path, { fileMustExist: true })
  try {
    applyPragmas(db)
    // The commit is the one turn that cannot be cut: most pages are to be in the log before, and none is copied in it.
    db.pragma('cache_size = -2000')
    db.pragma('wal_autocheckpoint = 0')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}
