import type { Clock, Random, SystemClipboard } from '../../shared/model/ports.ts'
import type { Directory } from '../directory/directory.ts'
import type { HashingPool } from '../passwords/hashing-pool.ts'
import type { StrengthJudge } from '../passwords/strength.ts'
import type { DeskResources } from '../platform/resources.ts'
import type { TimeLimits } from '../systems/time-limits.ts'
import type { RunningServer } from './built-in/built-in-backend.ts'
import type { RequestRing } from './built-in/request-ring.ts'
import type { SettingsTold } from './settings/settings.ts'

/** Says what an open store is put together with. */
export interface AssemblyDeps {
  clock: Clock
  random: Random
  hashing: HashingPool
  strength: StrengthJudge
  resources: DeskResources
  /** Fixes settings for this desk, whatever its store says. */
  told: SettingsTold
  builtInStarts: 'at-sign-in' | 'when-asked'
  throttle: boolean
  /** Loads the list of common passwords at a sign-in, so that one that somebody enters is judged in place, unless false. */
  judgesInPlace?: boolean
  /** Reaches the clipboard of the machine; null, or absent, where the desk has none. */
  clipboard?: SystemClipboard | null
  /** Fixes how long a request to a backend other than the desk's own may take. */
  timeLimits: Partial<TimeLimits>
  /** Hears of errors inside that no caller is told of. */
  report: (error: unknown) => void
  /** Starts the server of the built-in backend over its directory. */
  startServer: (directory: Directory, record: RequestRing['record'], port: number) => Promise<RunningServer>
  /** Asks for a port of the built-in backend; 0, or nothing, takes any that is free. */
  builtInPort?: number
}
