import type { Clock, Random, SystemClipboard } from '../../shared/model/ports.ts'
import type { DeskResources } from '../platform/resources.ts'
import type { TimeLimits } from '../systems/time-limits.ts'

/** Says which store a desk works on, through which door, and with which parts in place of the usual ones. */
export interface DeskOptions {
  storePath: string
  door: 'window' | 'browser' | 'command'
  version: string
  resources: DeskResources
  clock?: Clock
  random?: Random
  /** Asks for a port of the built-in backend; 0 takes any free one. */
  builtInPort?: number
  /** Fixes bcrypt's cost for directory passwords, whatever the store's settings say. */
  hashingCost?: number
  /** Fixes the idle time after which the desk locks, whatever the store's settings say. */
  idleLockMs?: number
  /** Fixes how long nothing is concluded of an unknown change, whatever the store's settings say. */
  settleMs?: number
  /** Fixes how long a request to a backend other than the desk's own may take. */
  timeLimits?: Partial<TimeLimits>
  /** Hears of errors inside that no caller is told of. */
  report?: (error: unknown) => void
  /** Says when the built-in backend starts by itself: with the first sign-in unless told otherwise, or never. */
  builtInStarts?: 'at-sign-in' | 'when-asked'
  /** Reaches the clipboard of the machine; absent, copied secrets are the page's to put and take. */
  clipboard?: SystemClipboard
  /** Locks an account of the directory after too many wrong secrets, unless it is false. */
  throttle?: boolean
  /**
   * Judges a password that somebody enters or imports in place, for which it keeps the list of common ones, unless it is
   * false: then all are judged on the worker thread, a moment later.
   */
  judgesInPlace?: boolean
  /** Lets pages of other origins call the built-in backend; off unless told otherwise. */
  allowBrowserCallers?: boolean
}
