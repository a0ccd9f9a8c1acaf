import { thresholds } from '../../shared/model/thresholds.ts'
import { createAuditLog } from '../audit/audit-log.ts'
import { createDirectory } from '../directory/directory.ts'
import { createAuditDays } from '../store/audit/audit-days.ts'
import type { OpenedStore } from '../store/files/open.ts'
import { createVault } from '../vault/vault.ts'
import type { AssemblyDeps } from './assembly-deps.ts'
import { startBackgroundWork } from './upkeep/background-work.ts'
import { createBackups } from './backups/backups.ts'
import { createBelievedTime } from './clock/believed-time.ts'
import { createBuiltInBackend } from './built-in/built-in-backend.ts'
import { createCopiedSecret } from './copied-secret.ts'
import { createDrafts } from './admins/drafts.ts'
import { createIncomingFiles } from './files/incoming-files.ts'
import { createExchangeLog } from './exchanges/exchange-log.ts'
import { closeInterruptedChanges } from './changes/close-interrupted-changes.ts'
import { noteAdminPassword } from './built-in/directory-accounts.ts'
import { createFindingsReading } from './audit/read-findings.ts'
import { createOtherAudits } from './audit/read-other-audits.ts'
import { createJudging } from './accounts/judge-passwords.ts'
import { createLastingTime } from './clock/lasting-time.ts'
import { createLive } from './live.ts'
import { endInOrder } from './end-in-order.ts'
import { lockDesk } from './operators/lock-desk.ts'
import type { OpenDesk } from './open-desk.ts'
import { createPasswordJudge } from './accounts/password-judge.ts'
import { recordRestore } from './backups/record-restore.ts'
import { createRequestRing } from './built-in/request-ring.ts'
import { recoverExchanges } from './changes/recover-exchanges.ts'
import { closeInterruptedRotations } from './rotation/close-interrupted.ts'
import { createRotationRuns } from './rotation/runs.ts'
import { createSessions } from './operators/sessions.ts'
import { createStrangerMarks } from './operators/stranger-marks.ts'
import { createSettings } from './settings/settings.ts'
import { createStagingPool } from './backups/staging-pool.ts'
import { createTurns } from './turns.ts'
import { createVerifyAudit } from './audit/verify-audit.ts'

/** Carries an open desk and the way to end it. */
export interface Assembly {
  desk: OpenDesk
  /** Waits until what was begun and must not be cut off has ended. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** Puts the parts of an open store together, and closes what an earlier desk left in the middle. */
export function assembleDesk({ store, migrated }: OpenedStore, deps: AssemblyDeps): Assembly {
  const { clock, random } = deps
  const live = createLive()
  const timestamp = (): string => new Date(clock.now()).toISOString()
  const vault = createVault({ storeId: store.id, random })
  const { now: steadyNow, note: noteTime } = createLastingTime({ store, clock })
  const believedTime = createBelievedTime({ store, clock, steadyNow })
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
    cutOffChanges: new Set(),
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
    believedTime,
    purge() {
      void background.retention.run().catch(deps.report)
    },
    async afterSignIn() {
      recordRestore(desk)
      checkpoint()
      desk.purge()
      if (vault.holds('fingerprint')) {
        if (deps.judgesInPlace !== false) await passwordJudge.load()
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
  const { integrityWorker } = deps.resources
  const background = startBackgroundWork(desk, { integrityWorker, report: deps.report })
  return {
    desk,
    async settled() {
      await Promise.all(unfinished)
    },
    close: () =>
      endInOrder([
        copiedSecret.takeOut,
        () => {
          background.stop()
          desk.rotations.stopAll()
          desk.lock('desk', 'exit')
        },
        // What ends only now sets going again what it had wait.
        () => Promise.all(unfinished),
        () =>
          Promise.all([
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
