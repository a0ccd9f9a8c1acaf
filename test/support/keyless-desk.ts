import { join } from 'node:path'
import { assembleDesk, type Assembly } from '../../src/main/desk/assemble.ts'
import { prepareSandbox } from '../../src/main/desk/built-in/sandbox.ts'
import { createHashingPool } from '../../src/main/passwords/hashing-pool.ts'
import { createSystemRandom } from '../../src/main/platform/system-random.ts'
import { createStore, openStore, type OpenedStore } from '../../src/main/store/files/open.ts'
import { ringForRole, type Ring } from '../../src/main/vault/ring.ts'
import type { Role } from '../../src/shared/model/roles.ts'
import type { FixedClock } from './fixed-clock.ts'
import { sourceResources } from './source-resources.ts'

/** Says how the desks of one store are made. */
export interface KeylessOptions {
  folder: string
  clock: FixedClock
  settleMs: number
}

/** Opens desks over a store whose keys this process holds: no password has to be derived to open one again. */
export interface KeylessDesks {
  /** Makes the store, and opens it with the keys of a role: an administrator's unless told otherwise. */
  make(role?: Role): Assembly
  /** Opens the store, or a copy of its files. */
  open(path: string, role?: Role): Assembly
  /** Makes a desk of a store that was just opened, with every key. */
  assemble(opened: OpenedStore): Assembly
  path: string
  close(): Promise<void>
}

/** Prepares a store in a folder; a desk that is opened holds every key, and nobody is signed in. */
export function prepareKeylessDesks({ folder, clock, settleMs }: KeylessOptions): KeylessDesks {
  const random = createSystemRandom(clock)
  const hashing = createHashingPool(sourceResources.hashingWorker)
  const { storeId, ring, populate } = prepareSandbox({ clock, random })
  const path = join(folder, 'desk.latchkey')
  const assemble = (opened: OpenedStore, role: Role = 'administrator'): Assembly => {
    const assembly = assembleDesk(opened, {
      clock,
      random,
      hashing,
      strength: { judge: () => Promise.resolve({ score: 3, common: false }), close: () => Promise.resolve() },
      resources: sourceResources,
      told: { settleMs, hashingCost: 4 },
      builtInStarts: 'when-asked',
      throttle: false,
      timeLimits: {},
      report: (error) => {
        throw error
      },
      startServer: () => Promise.reject(new Error('this desk has no backend of its own')),
    })
    assembly.desk.vault.take(ringForRole(copyOf(ring), role))
    return assembly
  }
  return {
    path,
    make: (role) => assemble(createStore({ path, door: 'test', clock, storeId, populate }), role),
    assemble: (opened) => assemble(opened),
    open: (copy, role) => assemble(openStore({ path: copy, door: 'test', clock }), role),
    close: () => hashing.close(),
  }
}

/** A vault wipes the keys that it was given. */
function copyOf(ring: Ring): Ring {
  const keys = Object.entries(ring.keys).map(([name, raw]) => [name, Buffer.from(raw)] as const)
  return { master: ring.master === null ? null : Buffer.from(ring.master), keys: Object.fromEntries(keys) }
}
