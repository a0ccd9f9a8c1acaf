import { join } from 'node:path'
import type { Clock, Random } from '../../../shared/model/ports.ts'
import { Problem, type BackupFault } from '../../../shared/model/problems.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import type { AuditLog } from '../../audit/audit-log.ts'
import { checkRowMacs } from '../../audit/check-row-macs.ts'
import { BackupError, discardBackup, keepBackup } from '../../store/files/backup.ts'
import type { Store } from '../../store/store.ts'
import type { Vault } from '../../vault/vault.ts'
import { backupFolder, backupName, pruneBackups } from './backup-files.ts'
import { lastBackupOf } from '../last-backup.ts'
import type { SettingsInForce } from '../settings/settings.ts'
import type { StageBackup } from './staging-pool.ts'

/** Carries a backup that was made; the size is in bytes. */
export interface BackupMade {
  file: string
  at: string
  bytes: number
  events: number
}

/** Makes backups of an open store, one after another, and knows when the next is due. */
export interface Backups {
  /** Makes a backup at a place, or in the folder of the settings; fails with `BACKUP_FAILED`, which is audited too. */
  make(by: string, file: string | null): Promise<BackupMade>
  /** Makes a backup in the folder of the settings, and then takes away those that are more than are to be kept. */
  makeScheduled(): Promise<BackupMade>
  isDue(): boolean
}

/** Says what the backups of a store need. */
export interface BackupDeps {
  store: Store
  vault: Pick<Vault, 'holds' | 'rowMac'>
  audit: AuditLog
  settings: SettingsInForce
  clock: Clock
  random: Random
  stage: StageBackup
}

/** Makes the backups of an open store. */
export function createBackups(deps: BackupDeps): Backups {
  const { store, settings, clock } = deps
  let turn: Promise<unknown> = Promise.resolve()
  let isRunning = false
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(async () => {
      isRunning = true
      try {
        return await work()
      } finally {
        isRunning = false
        // The log could not be emptied while it was read.
        store.checkpointLog()
      }
    })
    turn = next.catch(() => undefined)
    return next
  }
  return {
    make: (by, file) => inTurn(() => makeBackup(deps, { by, file: file ?? nextFile(deps) })),
    makeScheduled: () =>
      inTurn(async () => {
        const made = await makeBackup(deps, { by: 'desk', file: nextFile(deps) })
        pruneBackups({
          store,
          folder: backupFolder(deps),
          keep: settings.current().backup.keep,
          newest: made.file,
        })
        return made
      }),
    isDue() {
      const { everyHours } = settings.current().backup
      if (everyHours === null || isRunning) return false
      const { made, failed } = lastBackupOf(store)
      const isPast = (at: string | undefined, wait: number): boolean => {
        const since = at === undefined ? Infinity : clock.now() - Date.parse(at)
        // A time that is still to come was written before the clock was set back.
        return since < 0 || since >= wait
      }
      return isPast(made?.at, everyHours * hour) && isPast(failed?.at, thresholds.backupRetry)
    },
  }
}

const hour = 3_600_000

function nextFile(deps: BackupDeps): string {
  const at = new Date(deps.clock.now()).toISOString()
  return join(backupFolder(deps), backupName(deps.store, at))
}

async function makeBackup(deps: BackupDeps, { by, file }: { by: string; file: string }): Promise<BackupMade> {
  const { store, audit, clock, random } = deps
  const at = new Date(clock.now()).toISOString()
  const attempt = Buffer.from(random.bytes(4)).toString('hex')
  const event = { actor: by, target: store.id } as const
  const result = await deps.stage({ from: store.path, to: file, attempt })
  const failed = (why: BackupFault): Problem => {
    audit.append({ ...event, action: 'store.backup-failed', result: 'failed', detail: { file, why } })
    return new Problem('BACKUP_FAILED', { why, place: file })
  }
  if ('fault' in result) throw failed(result.fault)
  const { staged, events, rows } = result
  const { bytes } = staged
  const { vault } = deps
  if (vault.holds('rows') && (await checkRowMacs(rows, vault.rowMac)).length > 0) {
    discardBackup(staged)
    throw failed('not-sound')
  }
  try {
    keepBackup(staged)
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    throw failed(error.fault)
  }
  audit.append({ ...event, action: 'store.backed-up', result: 'done', detail: { file, bytes, events } })
  return { file, at, bytes, events }
}
