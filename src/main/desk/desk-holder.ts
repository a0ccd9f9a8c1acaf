import { Problem } from '../../shared/model/problems.ts'
import type { OpenedStore } from '../store/files/open.ts'
import { StoreError } from '../store/store-error.ts'
import type { Assembly } from './assemble.ts'
import type { CallsInFlight } from './calls-in-flight.ts'
import { demandRest } from './demand-rest.ts'
import { refusalOf, type Exchanged, type ExchangeDone, type ExchangeWay } from './exchanges/exchange-way.ts'
import type { OpenDesk } from './open-desk.ts'

/** Holds the desk whose store is open, and puts another store under it. */
export interface DeskHolder {
  /** Gives the desk; fails with `NO_STORE`, `STORE_UNAVAILABLE` or, while the store is exchanged, `RESTORING`. */
  need(): OpenDesk
  current(): OpenDesk | null
  failure(): StoreError | null
  isExchanging(): boolean
  /** Says how the last exchange ended, until somebody has taken note of it. */
  exchanged(): Exchanged | null
  noteTaken(): void
  /** Takes a store that was just opened. */
  take(opened: OpenedStore): OpenDesk
  /** Opens the store that is there; one that cannot be used is told by `failure`, and left as it is. */
  open(): void
  /**
   * Closes the desk in an operator's name, puts another store in its place, and opens that; where this fails, the old
   * one is put back and opened. Fails with `RESTORE_REFUSED`, before anything ended where something is in the middle.
   */
  exchange(by: string, way: ExchangeWay): Promise<ExchangeDone>
  close(): Promise<void>
}

/** Says what a holder opens, and how. */
export interface DeskHolderDeps {
  openStore: () => OpenedStore
  assemble: (opened: OpenedStore) => Assembly
  calls: CallsInFlight
  /** Hears of errors inside that no caller is told of. */
  report: (error: unknown) => void
}

/** Makes a holder in which no desk is open. */
export function createDeskHolder({ openStore, assemble, calls, report }: DeskHolderDeps): DeskHolder {
  let held: Assembly | null = null
  let failure: StoreError | null = null
  let exchanging: Promise<unknown> | null = null
  let exchanged: Exchanged | null = null

  const closeHeld = async (): Promise<void> => {
    const closing = held
    held = null
    await closing?.close()
  }
  const take = (opened: OpenedStore): OpenDesk => {
    try {
      held = assemble(opened)
    } catch (error) {
      opened.store.close()
      throw error
    }
    failure = null
    return held.desk
  }
  const open = (): void => {
    try {
      take(openStore())
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      failure = error
    }
  }
  /** Says what kept another store from its place, and opens the old one again. */
  const openOld = async (way: ExchangeWay, error: unknown): Promise<Problem> => {
    report(error)
    await closeHeld().catch(report)
    const problem = refusalOf(error, way)
    exchanged = { outcome: 'kept', from: way.from, at: way.at, why: problem.data.why }
    open()
    return problem
  }
  const openNew = async (way: ExchangeWay, aside: string): Promise<void> => {
    try {
      take(openStore())
    } catch (error) {
      report(error)
      await closeHeld().catch(report)
      try {
        way.takeBack(aside)
      } catch (cause) {
        failure = cause instanceof StoreError ? cause : new StoreError('not-writable', null, { cause })
        exchanged = { outcome: 'neither', from: way.from, at: way.at, aside }
        throw refusalOf(failure, way)
      }
      throw await openOld(way, new Problem('RESTORE_REFUSED', { why: 'does-not-open', place: way.from }))
    }
  }
  const exchange = async (by: string, way: ExchangeWay): Promise<ExchangeDone> => {
    try {
      await demandRest(held, calls)
      let aside: string
      try {
        held?.desk.lock(by, 'restore')
        await closeHeld()
        aside = await way.place()
      } catch (error) {
        throw await openOld(way, error)
      }
      await openNew(way, aside)
      const done = { outcome: 'restored', from: way.from, at: way.at, aside, ...way.tell() } as const
      exchanged = done
      return done
    } finally {
      calls.admit()
    }
  }

  return {
    need() {
      if (held !== null) return held.desk
      if (exchanging !== null) throw new Problem('RESTORING')
      if (failure === null) throw new Problem('NO_STORE')
      throw new Problem('STORE_UNAVAILABLE', { problem: failure.problem, holder: failure.holder })
    },
    current: () => held?.desk ?? null,
    failure: () => failure,
    isExchanging: () => exchanging !== null,
    exchanged: () => exchanged,
    noteTaken() {
      exchanged = null
    },
    take,
    open,
    async exchange(by, way) {
      if (exchanging !== null) throw new Problem('RESTORING')
      const work = exchange(by, way)
      exchanging = work
      try {
        return await work
      } finally {
        exchanging = null
      }
    },
    async close() {
      // Who ends the program in the middle of an exchange ends it with the one store or the other in place.
      await exchanging?.catch(() => undefined)
      await closeHeld()
    },
  }
}
