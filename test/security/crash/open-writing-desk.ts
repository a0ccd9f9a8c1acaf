import Database from 'better-sqlite3'
import { addBackend } from '../../../src/main/desk/backends/backend-changes.ts'
import { addAdmin } from '../../../src/main/desk/backends/backends.ts'
import { assembleDesk, type Assembly } from '../../../src/main/desk/assemble.ts'
import { prepareSandbox } from '../../../src/main/desk/built-in/sandbox.ts'
import type { DeskResources } from '../../../src/main/platform/resources.ts'
import { systemClock } from '../../../src/main/platform/system-clock.ts'
import { createSystemRandom } from '../../../src/main/platform/system-random.ts'
import { createConnectedStore } from '../../../src/main/store/files/connected-store.ts'
import { createStore, openStore, type OpenedStore } from '../../../src/main/store/files/open.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { ringFromMaster } from '../../../src/main/vault/ring.ts'
import type { Random } from '../../../src/shared/model/ports.ts'
import type { WritingTask } from './told.ts'

const clock = systemClock
const random = createSystemRandom(clock)
const operator = { id: 'op', name: 'ada', role: 'administrator' } as const
const people = ['north', 'east', 'south', 'west']

/** Makes what fills a store whose id and keys are told, and that no password opens. */
export function fillingOf({
  storeId,
  master,
}: Pick<WritingTask, 'storeId' | 'master'>): (store: Store) => void {
  const told: Random = { ...random, uuid: () => storeId, bytes: () => Buffer.from(master, 'hex') }
  const { populate } = prepareSandbox({ clock, random: told })
  return populate
}

/** Opens a desk over a store, with every key in it and nobody signed in; makes store and people where it is told to. */
export function openWritingDesk(task: WritingTask): Assembly {
  const assembly = assembleWritingDesk(opened(task), task)
  if (task.makes === true) addPeople(assembly)
  return assembly
}

/** Makes a desk of a store that was just opened, with every key in it and nobody signed in. */
export function assembleWritingDesk(
  store: OpenedStore,
  task: Pick<WritingTask, 'workers' | 'master' | 'storeId'>,
): Assembly {
  const assembly = assembleDesk(store, {
    clock,
    random,
    hashing: {
      deriveKey: () => Promise.reject(new Error('no password is derived here')),
      forDirectory: () => ({ hash: unused, compare: unused }),
      close: () => Promise.resolve(),
    },
    strength: { judge: () => Promise.resolve({ score: 3, common: false }), close: () => Promise.resolve() },
    resources: addresses(task.workers),
    told: { settleMs: 60_000, hashingCost: 4 },
    builtInStarts: 'when-asked',
    throttle: false,
    timeLimits: {},
    report: (error) => {
      throw error
    },
    startServer: unused,
  })
  assembly.desk.vault.take(ringFromMaster(Buffer.from(task.master, 'hex'), task.storeId))
  return assembly
}

/** Begins the log of a store anew from its start, as the driver does by itself once a log is long. */
export function restartLog(path: string): void {
  const db = new Database(path)
  db.pragma('wal_checkpoint(PASSIVE)')
  db.close()
}

function opened(task: WritingTask): OpenedStore {
  const { storePath: path, storeId } = task
  const how = { path, door: 'test', clock }
  const made =
    task.makes === true ? createStore({ ...how, storeId, populate: fillingOf(task) }) : openStore(how)
  if (task.fault !== 'never-waits') return made
  made.store.close()
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  return { store: createConnectedStore(db, { release: () => undefined }), migrated: [] }
}

function addPeople({ desk }: Assembly): void {
  const { id: backendId } = addBackend(desk, operator, {
    system: 'openim',
    name: 'remote',
    url: 'http://127.0.0.1:1',
    environment: 'staging',
  })
  for (const account of people) {
    addAdmin(desk, operator, {
      backendId,
      userID: account,
      account,
      nickname: '',
      currentPassword: 'Old-password_1',
    })
  }
}

function unused(): Promise<never> {
  return Promise.reject(new Error('this desk does not need it'))
}

function addresses(of: WritingTask['workers']): DeskResources {
  return {
    hashingWorker: new URL(of.hashingWorker),
    strengthWorker: new URL(of.strengthWorker),
    auditWorker: new URL(of.auditWorker),
    integrityWorker: new URL(of.integrityWorker),
    maintenanceWorker: new URL(of.maintenanceWorker),
    findingsWorker: new URL(of.findingsWorker),
  }
}
