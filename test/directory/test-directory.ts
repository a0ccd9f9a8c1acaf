import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { compareSync, hashSync } from 'bcryptjs'
import { createAuditLog } from '../../src/main/audit/audit-log.ts'
import { createSystemRandom } from '../../src/main/platform/system-random.ts'
import { createDirectory, type Directory } from '../../src/main/directory/directory.ts'
import type { AdminPasswordListener } from '../../src/main/directory/admins.ts'
import { auditRows, type StoredAuditEvent } from '../../src/main/store/audit/audit-events.ts'
import { createStore, openStore } from '../../src/main/store/files/open.ts'
import type { Store } from '../../src/main/store/store.ts'
import { ringFromMaster } from '../../src/main/vault/ring.ts'
import { createVault } from '../../src/main/vault/vault.ts'
import { bareImportedHash } from '../../src/shared/model/imported-hash.ts'
import type { Clock, PasswordHashing } from '../../src/shared/model/ports.ts'
import type { PasswordJudge } from '../../src/shared/model/password-judge.ts'
import type { Secret } from '../../src/shared/model/secret.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** Carries a directory over a real store, with what it did to hashing and to the audit. */
export interface TestDirectory {
  directory: Directory
  store: Store
  /** Gives the audit's events, oldest first. */
  events(): StoredAuditEvent[]
  /** Closes the store and opens it again, as after a restart; nothing in memory survives. */
  restart(options?: Pick<TestDirectoryOptions, 'hashing'>): TestDirectory
  folder: string
}

/** Says what of a test directory is not as usual. */
export interface TestDirectoryOptions {
  clock: Clock
  throttle?: boolean
  passwordJudge?: PasswordJudge
  onAdminPassword?: AdminPasswordListener
  adminPasswordEncoding?: () => 'plain' | 'md5-hex'
  hashing?: (pepper: (password: Secret) => string) => PasswordHashing
  /** Makes the time by which lock-outs last, over the store. */
  steadyNow?: (store: Store) => () => number
}

/** Makes a directory on a new store, with the key ring of an administrator; the running test takes it away. */
export function makeTestDirectory(options: TestDirectoryOptions): TestDirectory {
  const folder = tempFolder()
  const random = createSystemRandom(options.clock)
  const storeId = random.uuid()
  const master = randomBytes(32)
  const path = join(folder, 'store', 'desk.latchkey')
  const { store } = createStore({
    path,
    door: 'test',
    clock: options.clock,
    storeId,
    populate: () => undefined,
  })
  return around(store, { ...options, folder, master, random })
}

/** Hashes at the least cost, in place: quick enough for a hundred at once. */
export function cheapHashing(pepper: (password: Secret) => string): PasswordHashing {
  const decoy = hashSync('nobody', 4)
  return {
    hash: (password) => Promise.resolve(hashSync(pepper(password), 4)),
    compare(password, hash) {
      const imported = bareImportedHash(hash)
      const text = imported === null ? pepper(password) : password.reveal()
      return Promise.resolve(compareSync(text, imported ?? hash ?? decoy) && hash !== null)
    },
  }
}

function around(
  store: Store,
  base: TestDirectoryOptions & {
    folder: string
    master: Buffer
    random: ReturnType<typeof createSystemRandom>
  },
): TestDirectory {
  const { clock, random, folder } = base
  const vault = createVault({ storeId: store.id, random })
  vault.take(ringFromMaster(Buffer.from(base.master), store.id))
  const audit = createAuditLog({ store, clock, signer: () => null, onAppend: () => undefined })
  const directory = createDirectory({
    store,
    clock,
    ...(base.steadyNow && { steadyNow: base.steadyNow(store) }),
    random,
    seal: vault.seal,
    unseal: vault.unseal,
    tokenMac: vault.tokenMac,
    rowMac: vault.rowMac,
    appendEvent: audit.append,
    throttle: base.throttle ?? true,
    passwordJudge: base.passwordJudge,
    onAdminPassword: base.onAdminPassword,
    ...(base.adminPasswordEncoding && { adminPasswordEncoding: base.adminPasswordEncoding }),
    hashing: (base.hashing ?? cheapHashing)(vault.pepper),
  })
  return {
    directory,
    store,
    folder,
    events: () => auditRows(store).list({}, undefined, 100_000).toReversed(),
    restart({ hashing = cheapHashing } = {}) {
      store.close()
      return around(openStore({ path: store.path, door: 'test', clock }).store, { ...base, hashing })
    },
  }
}
