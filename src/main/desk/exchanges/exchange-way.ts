import type { z } from 'zod'
import type { exchangedSchema } from '../../../shared/contract/session.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { RestoreError } from '../../store/files/restore-error.ts'
import { StoreError } from '../../store/store-error.ts'

/** Says how an exchange of the store ended. */
export type Exchanged = z.infer<typeof exchangedSchema>

/** Says what an exchange did that put the other store in its place. */
export type ExchangeDone = Extract<Exchanged, { outcome: 'restored' }>

/** Says what takes the place of the store that is open, and how it gets there once that is closed. */
export interface ExchangeWay {
  /** Names the backup as its folder, or whoever handed it in, does. */
  from: string
  /** Holds the time of the exchange (UTC). */
  at: string
  /** Puts the other store in its place; gives the name of what was set aside. */
  place(): Promise<string>
  /** Undoes that. */
  takeBack(aside: string): void
  /** Says of the store that is in place what verification will say. */
  tell(): { lostEvents: number; wasAnother: boolean }
}

/** Gives the problem that an error of an exchange is for the operator. */
export function refusalOf(error: unknown, { from }: Pick<ExchangeWay, 'from'>): Problem<'RESTORE_REFUSED'> {
  if (isRefusal(error)) return error
  if (error instanceof RestoreError)
    return new Problem('RESTORE_REFUSED', { why: error.fault, place: error.place })
  const why = error instanceof StoreError ? error.problem : 'not-writable'
  return new Problem('RESTORE_REFUSED', { why, place: from })
}

function isRefusal(error: unknown): error is Problem<'RESTORE_REFUSED'> {
  return error instanceof Problem && error.code === 'RESTORE_REFUSED'
}
