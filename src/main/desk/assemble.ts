import type { Clock, Random, SystemClipboard } from '../../shared/model/ports.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import { createAuditLog } from '../audit/audit-log.ts'
import { createDirectory, type Directory } from '../directory/directory.ts'
import type { HashingPool } from '../passwords/hashing-pool.ts'
import type { StrengthJudge } from '../passwords/strength.ts'
import { createAuditDays } from '../store/audit-days.ts'
import type { OpenedStore } from '../store/open.ts'
import type { TimeLimits } from '../systems/time-limits.ts'
import { createVault } from '../vault/vault.ts'
import { createBackups } from './backups.ts'
import { createBuiltInBackend, type RunningServer } from './built-in-backend.ts'
import { checkIntegrity } from './check-integrity.ts'
import { createCopiedSecret } from './copied-secret.ts'
import { createDrafts } from './drafts.ts'
import { createIncomingFiles } from './incoming-files.ts'
import { createExchangeLog } from './exchange-log.ts'
import { closeInterruptedChanges } from './close-interrupted-changes.ts'
import { noteAdminPassword } from './directory-accounts.ts'
import { createFindingsReading } from './read-findings.ts'
import { createOtherAudits } from './read-other-audits.ts'
import { createJudging } from './judge-passwords.ts'
import { createLastingTime } from './lasting-time.ts'
import { createLive } from './live.ts'
import { endInOrder } from './end-in-order.ts'
import { lockDesk } from './lock-desk.ts'
import type { OpenDesk } from './open-desk.ts'
import { createPasswordJudge } from './password-judge.ts'
import type { DeskResources } from '../platform/resources.ts'
import { recordRestore } from './record-restore.ts'
import { createRequestRing, type RequestRing } from './request-ring.ts'
import { recoverExchanges } from './recover-exchanges.ts'
import { closeInterruptedRotations } from './rotation/close-interrupted.ts'
import { createRotationRuns } from './rotation/runs.ts'
import { startRetention } from './retention.ts'
import { createSessions } from './sessions.ts'
import { createStrangerMarks } from './stranger-marks.ts'
import { createSettings, type SettingsTold } from './settings.ts'
import { createStagingPool } from './staging-pool.ts'
import { createTurns } from './turns.ts'
import { startSettling } from './settle-due.ts'
import { startUpkeep } from './upkeep.ts'
import { createVerifyAudit } from './verify-audit.ts'

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

/** Carries an open desk and the way to end it. */
export interface Assembly {
  desk: OpenDesk
  close(): Promise<void>
}

/** Puts the parts of an open store together, and closes what an earlier desk left in the middle. */
export function assembleDesk({ store, migrated }: OpenedStore, deps: AssemblyDeps): Assembly {
  const { clock, random } = deps
  const live = createLive()
  const timestamp = (): string => new Date(clock.now()).toISOString()
  const vault = createVault({ storeId: store.id, random })
  const { now: steadyNow, note: noteTime } = createLastingTime({ store, clock })
  const settings = createSettings({ store, vault, told: deps.told })
  let sinceCheckpoint = 0
  const audit = createAuditLog({
    store,
    clock,
    signer: () => (vault.holds('checkpoint') ? vault.signCheckpoint : null),
    anchorsFolder: () => settings.current().anchorsFolder,
    onAppend() {
      live.publish('audit')
      sinceCheckpoint++
      if (sinceCheckpoint % thresholds.checkpointEvents === 0) setImmediate(checkpoint)
    },
  })
  const passwordJudge = createPasswordJudge({ vault, strength: deps.strength })
  const judging = createJudging({
    store,
    vault,
    judge: passwordJudge,
    onJudged: () => {
      live.publish('admins')
    },
  })
  const findings = createFindingsReading(deps.resources.findingsWorker, store.path)
  const otherAudits = createOtherAudits(deps.resources.auditWorker)
  const directory = createDirectory({
    store,
    passwordJudge,
    onAdminPassword: (changed) => {
      noteAdminPassword(store, changed)
    },
    clock,
    steadyNow,
    random,
    seal: vault.seal,
    unseal: vault.unseal,
    tokenMac: vault.tokenMac,
    rowMac: vault.rowMac,
    appendEvent: audit.append,
    throttle: deps.throttle,
    hashing: deps.hashing.forDirectory({ pepper: vault.pepper, cost: () => settings.current().hashingCost }),
  })
  const sessions = createSessions({ clock, steadyNow, idleLockMs: () => settings.current().idleLockMs })
  const copiedSecret = createCopiedSecret(deps.clipboard ?? null)
  const drafts = createDrafts({ clock, random })
  const incomingFiles = createIncomingFiles({ clock, random })
  const requests = createRequestRing({
    store,
    onWrite: () => {
      live.publish('built-in')
    },
  })
  const builtIn = createBuiltInBackend({
    startServer: (port) => deps.startServer(directory, requests.record, port),
    port: deps.builtInPort ?? 0,
    append: audit.append,
    live,
  })
  const exchangeLog = createExchangeLog({
    store,
    timestamp,
    onWrite: () => {
      live.publish('exchanges')
    },
    report: deps.report,
  })
  const staging = createStagingPool(deps.resources.maintenanceWorker)
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
    steadyNow,
    noteTime,
    strangerMark: createStrangerMarks({ store, random }),
    strength: deps.strength,
    passwordJudge,
    judging,
    findings,
    directory,
    auditDays: createAuditDays(store),
    exchangeLog,
    builtIn,
    requests,
    sessions,
    rotations: createRotationRuns({ keepKeys: vault.keepThroughLock, live }),
    settings,
    backups: createBackups({
      store,
      vault,
      audit,
      settings,
      clock,
      random,
      stage: staging.stage,
    }),
    timeLimits: deps.timeLimits,
    turns: createTurns(),
    drafts,
    copiedSecret,
    incomingFiles,
    live,
    timestamp,
    auditWorker: deps.resources.auditWorker,
    otherAudits,
    verifyAudit: createVerifyAudit(deps.resources.auditWorker, {
      store,
      clock,
      vault,
      anchorPlaces: audit.anchorPlaces,
    }),
    lock(by, why = 'asked') {
      const kept = [drafts, incomingFiles, { clear: () => void copiedSecret.takeOut() }]
      lockDesk({ sessions, vault, audit, directory, judging, store, live, checkpoint, kept }, by, why)
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
      recordRestore(desk)
      checkpoint()
      void retention.run().catch(deps.report)
      if (vault.holds('fingerprint')) {
        await passwordJudge.load()
        judging.start()
      }
      if (vault.holds('directory')) directory.backgroundHashing.start()
      if (startedOnce || deps.builtInStarts === 'when-asked' || !vault.holds('directory')) return
      startedOnce = true
      await builtIn.start('desk')
    },
  }
  if (migrated.length > 0) {
    audit.append({ action: 'store.migrated', result: 'done', actor: 'desk', target: store.id })
  }
  recoverExchanges(desk)
  closeInterruptedChanges(desk)
  closeInterruptedRotations(desk)
  // After the first page: the check reads the whole store.
  const checking = setTimeout(() => {
    void desk.finishBeforeExit(checkIntegrity(desk, deps.resources.integrityWorker)).catch(() => undefined)
  }, 2000).unref()
  const stopUpkeep = startUpkeep(desk, deps.report)
  const stopSettling = startSettling(desk, deps.report)
  const retention = startRetention(desk, deps.report)
  return {
    desk,
    close: () =>
      endInOrder([
        copiedSecret.takeOut,
        () => {
          for (const stop of [stopUpkeep, stopSettling, retention.stop, desk.rotations.stopAll]) stop()
          clearTimeout(checking)
          desk.lock('desk', 'exit')
        },
        () =>
          Promise.all([
            ...unfinished,
            directory.backgroundHashing.stop(),
            judging.stop(),
            findings.close(),
            otherAudits.close(),
          ]),
        () => Promise.all([builtIn.stop('desk'), staging.close()]),
        requests.flush,
        exchangeLog.flush,
        checkpoint,
        () => {
          isClosed = true
        },
        vault.wipe,
        noteTime,
        store.close,
      ]),
  }
}
