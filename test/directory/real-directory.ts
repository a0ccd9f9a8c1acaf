import bcrypt from 'bcryptjs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createAuditLog } from '../../src/main/audit/audit-log.ts'
import { createSystemRandom } from '../../src/main/platform/system-random.ts'
import { createDirectory, type Directory, type DirectoryParts } from '../../src/main/directory/directory.ts'
import { createStore } from '../../src/main/store/files/open.ts'
import { sql } from '../../src/main/store/sql.ts'
import type { Store } from '../../src/main/store/store.ts'
import { ringFromMaster } from '../../src/main/vault/ring.ts'
import { createVault } from '../../src/main/vault/vault.ts'
import type { AppendEvent, PasswordHashing } from '../../src/shared/model/ports.ts'
import type { Secret } from '../../src/shared/model/secret.ts'
import { createFixedClock, type FixedClock } from '../support/fixed-clock.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

/** Holds everything of a store that a refused call must leave as it was. */
export interface DirectoryState {
  admins: unknown[]
  tokens: unknown[]
  events: number
}

/** Holds a directory over a real store in a folder of its own, with the parts that it was made of. */
export interface RealDirectory {
  directory: Directory
  store: Store
  clock: FixedClock
  parts: DirectoryParts
  state(): DirectoryState
  /** Gives the audited actions in their order. */
  actions(): string[]
  close(): void
}

/** Hashes with bcrypt's lowest cost, in place. */
export function quickHashing(pepper: (password: Secret) => string): PasswordHashing {
  const nobody = bcrypt.hashSync('nobody', 4)
  return {
    hash: (password) => bcrypt.hash(pepper(password), 4),
    compare: async (password, hash) =>
      (await bcrypt.compare(pepper(password), hash ?? nobody)) && hash !== null,
  }
}

/** Makes a directory over a new store, with the sample people in it unless told otherwise. */
export function openRealDirectory(
  options: {
    sample?: boolean
    appendEvent?: (append: AppendEvent) => AppendEvent
    hashing?: (hashing: PasswordHashing) => PasswordHashing
    adminPasswordEncoding?: () => 'plain' | 'md5-hex'
    /** Locks accounts after too many wrong secrets, unless it is false. */
    throttle?: boolean
  } = {},
): RealDirectory {
  const folder = makeTempFolder('directory')
  const clock = createFixedClock()
  const random = createSystemRandom(clock)
  const storeId = random.uuid()
  const path = join(folder.path, 'desk.latchkey')
  const { store } = createStore({ path, door: 'test', clock, storeId, populate: () => undefined })
  const vault = createVault({ storeId, random })
  vault.take(ringFromMaster(randomBytes(32), storeId))
  const log = createAuditLog({ store, clock, signer: () => null, onAppend: () => undefined })
  const hashing = quickHashing(vault.pepper)
  const parts: DirectoryParts = {
    store,
    seal: vault.seal,
    unseal: vault.unseal,
    hashing: options.hashing?.(hashing) ?? hashing,
    appendEvent: options.appendEvent?.(log.append) ?? log.append,
    tokenMac: vault.tokenMac,
    rowMac: vault.rowMac,
    clock,
    random,
    throttle: options.throttle ?? true,
    ...(options.adminPasswordEncoding === undefined
      ? {}
      : { adminPasswordEncoding: options.adminPasswordEncoding }),
  }
  const directory = createDirectory(parts)
  if (options.sample !== false) directory.sample.load('tester')
  return {
    directory,
    store,
    clock,
    parts,
    state: () => ({
      admins: store.all(sql.selectFrom('directory_admins').selectAll().orderBy('user_id')),
      tokens: store.all(sql.selectFrom('directory_tokens').selectAll().orderBy('token_mac')),
      events: store.all(sql.selectFrom('audit_event_fields').select('seq')).length,
    }),
    actions: () =>
      store
        .all(sql.selectFrom('audit_event_fields').select('action').orderBy('seq'))
        .map(({ action }) => action),
    close() {
      store.close()
      folder.remove()
    },
  }
}
