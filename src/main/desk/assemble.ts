import type { Clock, Random } from '../../shared/model/ports.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import { createAuditLog } from '../audit/audit-log.ts'
import { createDirectory, type Directory } from '../directory/directory.ts'
import type { HashingPool } from '../passwords/hashing-pool.ts'
import type { StrengthJudge } from '../passwords/strength.ts'
import type { OpenedStore } from '../store/open.ts'
import { createVault } from '../vault/vault.ts'
import { createBuiltInBackend, type RunningServer } from './built-in-backend.ts'
import { checkIntegrity } from './check-integrity.ts'
import { createDrafts } from './drafts.ts'
import { closeInterruptedChanges } from './journal.ts'
import { createLive } from './live.ts'
import type { OpenDesk } from './open-desk.ts'
import type { DeskResources } from '../platform/resources.ts'
import { createRequestRing, type RequestRing } from './request-ring.ts'
import { createSessions } from './sessions.ts'
import { createTurns } from './turns.ts'
import { startUpkeep } from './upkeep.ts'
import { createVerifyAudit } from './verify-audit.ts'

/** Says what an open store is put together with. */
export interface AssemblyDeps {
  clock: Clock
  random: Random
  hashing: HashingPool
  strength: StrengthJudge
  resources: DeskResources
  idleLockMs: number
  hashingCost: number
  builtInStarts: 'at-sign-in' | 'when-asked'
  throttle: boolean
  /** Starts the server of the built-in backend over its directory. */
  startServer: (directory: Directory, record: RequestRing['record']) => Promise<RunningServer>
}

/** Carries an open desk and the way to end it. */
export interface Assembly {
  desk: OpenDesk
  close(): Promise<void>
}

/** Puts the parts of an open store together, and closes what an earlier desk left in the middle. */
export function assembleDesk({ store, migrated }: OpenedStore, deps: AssemblyDeps): Assembly {
  const { clock, random } = deps
  const live = createLive()
  const vault = createVault({ storeId: store.id, random })
  let sinceCheckpoint = 0
  const audit = createAuditLog({
    store,
    clock,
    signer: () => (vault.holds('checkpoint') ? vault.signCheckpoint : null),
    onAppend() {
      live.publish('audit')
      sinceCheckpoint++
      if (sinceCheckpoint % thresholds.checkpointEvents === 0) setImmediate(checkpoint)
    },
  })
  const directory = createDirectory({
    store,
    clock,
    random,
    seal: vault.seal,
    unseal: vault.unseal,
    tokenMac: vault.tokenMac,
    rowMac: vault.rowMac,
    appendEvent: audit.append,
    throttle: deps.throttle,
    hashing: deps.hashing.forDirectory({ pepper: vault.pepper, cost: () => deps.hashingCost }),
  })
  const sessions = createSessions({ clock, idleLockMs: deps.idleLockMs })
  const drafts = createDrafts({ clock, random })
  const requests = createRequestRing({
    store,
    onWrite: () => {
      live.publish('built-in')
    },
  })
  const builtIn = createBuiltInBackend({
    startServer: () => deps.startServer(directory, requests.record),
    append: audit.append,
    live,
  })
  let isClosed = false
  let startedOnce = false
  const unfinished = new Set<Promise<void>>()
  function checkpoint(): void {
    if (!isClosed) audit.checkpoint()
  }

  const desk: OpenDesk = {
    store,
    clock,
    random,
    vault,
    audit,
    deriveKey: deps.hashing.deriveKey,
    strength: deps.strength,
    directory,
    builtIn,
    requests,
    sessions,
    turns: createTurns(),
    drafts,
    live,
    timestamp: () => new Date(clock.now()).toISOString(),
    verifyAudit: createVerifyAudit(deps.resources.auditWorker, store.path),
    lock(by, why = 'asked') {
      if (sessions.isEmpty()) return
      sessions.endAll()
      drafts.clear()
      audit.append({
        action: 'operator.locked',
        result: 'done',
        actor: by,
        target: 'desk',
        detail: { why },
      })
      checkpoint()
      void directory.backgroundHashing.stop()
      vault.lock()
      store.checkpointLog()
      live.publish('locked')
    },
    finishBeforeExit(work) {
      const ending = work.then(
        () => undefined,
        () => undefined,
      )
      unfinished.add(ending)
      void ending.then(() => unfinished.delete(ending))
      return work
    },
    async afterSignIn() {
      checkpoint()
      if (vault.holds('directory')) directory.backgroundHashing.start()
      if (startedOnce || deps.builtInStarts === 'when-asked' || !vault.holds('directory')) return
      startedOnce = true
      await builtIn.start('desk')
    },
  }
  if (migrated.length > 0) {
    audit.append({ action: 'store.migrated', result: 'done', actor: 'desk', target: store.id })
  }
  closeInterruptedChanges(desk)
  // After the first page: the check reads the whole store.
  const checking = setTimeout(() => {
    void desk.finishBeforeExit(checkIntegrity(desk, deps.resources.integrityWorker)).catch(() => undefined)
  }, 2000).unref()
  const stopUpkeep = startUpkeep(desk, deps.idleLockMs)
  return {
    desk,
    async close() {
      stopUpkeep()
      desk.lock('desk', 'exit')
      clearTimeout(checking)
      await Promise.all([...unfinished, directory.backgroundHashing.stop()])
      await builtIn.stop('desk')
      requests.flush()
      checkpoint()
      isClosed = true
      vault.wipe()
      store.close()
    },
  }
}
