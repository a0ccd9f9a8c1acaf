import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Tinypool } from 'tinypool'
import type { DoctorLine } from '../../../shared/model/doctor.ts'
import type { DeriveKey, Random } from '../../../shared/model/ports.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { checkRowMacs } from '../../audit/check-row-macs.ts'
import { BackupError, discardBackup, keepBackup } from '../../store/files/backup.ts'
import { holderOf } from '../../store/files/holder-of.ts'
import { openReadOnlyStore } from '../../store/files/read-only-store.ts'
import { backupName } from './backup-files.ts'
import type { BackupMade } from './backups.ts'
import { demandFolder } from '../settings/change-settings.ts'
import type { ExaminationTask } from '../doctor/doctor.ts'
import type { Surroundings } from '../doctor/doctor-files.ts'
import { beforeOpening, examineWithKeys, withoutKeys } from '../doctor/doctor-keys.ts'
import { openKeysBeside } from '../operators/keys-beside.ts'
import { lastBackupOf } from '../last-backup.ts'
import { examine, stage } from './maintenance-worker.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { restoreBeside } from './restore-beside.ts'
import type { RestoreDeps } from './restore-from.ts'
import { backupChoiceOf } from './backup-choice.ts'

/** Says what maintenance needs that does not hang on an open store. */
export interface MaintenanceDeps extends Surroundings, RestoreDeps {
  random: Random
  deriveKey: DeriveKey
}

/** Carries the name and the password of an operator, for checks that need keys. */
export interface KeyHolder {
  name: string
  password: string
}

/** Gives the use cases of maintenance: some over the open store, some beside whoever holds it. */
export function maintenanceOf(need: () => OpenDesk, deps: MaintenanceDeps) {
  return {
    backUpNow: (by: Operator, folder: string | undefined) => backUpNow(need(), by, folder),
    /** Says whether some desk holds the store. */
    isHeld: () => holderOf(deps.storePath).held,
    /** Makes an audited backup at a place that is named in full. */
    backUpTo: (by: Operator, to: string) => need().backups.make(by.name, placeOf(need().store, deps, to)),
    lastBackup: () => lastBackupOf(need().store),
    doctor: () => examineOpenStore(need(), deps),
    backUpBeside: (to: string, holder: KeyHolder | null) => backUpBeside(deps, to, holder),
    doctorBeside: (holder: KeyHolder | null) => examineBeside(deps, holder),
    restoreBeside: (from: string, holder: KeyHolder | null) => restoreBeside(deps, from, holder),
    ...backupChoiceOf(need, deps),
  }
}

function backUpNow(desk: OpenDesk, by: Operator, folder: string | undefined): Promise<BackupMade> {
  if (folder === undefined) return desk.finishBeforeExit(desk.backups.make(by.name, null))
  demandFolder(folder)
  const file = join(folder, backupName(desk.store, desk.timestamp()))
  return desk.finishBeforeExit(desk.backups.make(by.name, file))
}

/** Gives the file that a backup becomes: in a folder it is named as the desk names its own. */
function placeOf(store: { path: string; id: string }, { clock }: MaintenanceDeps, to: string): string {
  const isFolder = statSync(to, { throwIfNoEntry: false })?.isDirectory() === true
  return isFolder ? join(to, backupName(store, new Date(clock.now()).toISOString())) : resolve(to)
}

async function backUpBeside(
  deps: MaintenanceDeps,
  to: string,
  holder: KeyHolder | null,
): Promise<BackupMade & { rows: 'checked' | 'not-checked' }> {
  const { storePath, clock, random } = deps
  const vault = holder === null ? null : await openKeysBeside(storePath, holder, deps)
  const source = openReadOnlyStore(storePath)
  const file = placeOf(source, deps, to)
  source.close()
  const attempt = Buffer.from(random.bytes(4)).toString('hex')
  const result = stage({ from: storePath, to: file, attempt })
  if ('fault' in result) throw new Problem('BACKUP_FAILED', { why: result.fault, place: file })
  const { staged, events, rows } = result
  try {
    if (vault !== null && (await checkRowMacs(rows, vault.rowMac)).length > 0) {
      discardBackup(staged)
      throw new Problem('BACKUP_FAILED', { why: 'not-sound', place: file })
    }
    keepBackup(staged)
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    throw new Problem('BACKUP_FAILED', { why: error.fault, place: error.place })
  } finally {
    vault?.wipe()
  }
  const at = new Date(clock.now()).toISOString()
  return { file, at, bytes: staged.bytes, events, rows: vault === null ? 'not-checked' : 'checked' }
}

async function examineOpenStore(desk: OpenDesk, deps: MaintenanceDeps): Promise<DoctorLine[]> {
  const pool = new Tinypool({ filename: deps.worker.href, minThreads: 0, maxThreads: 1 })
  try {
    const found = (await pool.run(taskOf(deps), { name: 'examine' })) as ReturnType<typeof examine>
    return [...found.lines, ...(await examineWithKeys(desk, found.rows))]
  } finally {
    await pool.destroy()
  }
}

async function examineBeside(deps: MaintenanceDeps, holder: KeyHolder | null): Promise<DoctorLine[]> {
  const { lines, rows } = examine(taskOf(deps))
  if (lines.some(({ check, state }) => check === 'header' && state === 'failing')) return lines
  if (holder === null) return [...lines, ...withoutKeys]
  if (lines.some(({ finding }) => finding === 'migrates-at-opening')) return [...lines, ...beforeOpening]
  const vault = await openKeysBeside(deps.storePath, holder, deps)
  const store = openReadOnlyStore(deps.storePath)
  try {
    return [...lines, ...(await examineWithKeys({ store, vault }, rows))]
  } finally {
    store.close()
    vault.wipe()
  }
}

function taskOf({ storePath: path, clock, platform, profile }: MaintenanceDeps): ExaminationTask {
  return { path, now: clock.now(), platform, profile }
}
