import type { DoctorCheck, DoctorLine } from '../../../shared/model/doctor.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { openExamination, type Examination } from '../../store/examination/examination.ts'
import { holderOf } from '../../store/files/holder-of.ts'
import { openReadOnlyStore } from '../../store/files/read-only-store.ts'
import { examineChain } from './doctor-chain.ts'
import { examineClock } from './doctor-clock.ts'
import { examineFiles, examineFolder, examineSpace, type Surroundings } from './doctor-files.ts'
import { failing, notChecked, well } from './doctor-line.ts'
import { examineSlots } from './doctor-slots.ts'
import { lastBackupOf } from '../last-backup.ts'
import { storeVersion } from '../../store/files/store-version.ts'

/** Says which store is examined, where, and at what time (milliseconds since the epoch). */
export interface ExaminationTask extends Surroundings {
  path: string
  now: number
}

/** Examines a store as far as that goes without a key, a line a check; it reads, and changes nothing. */
export function examineStore(task: ExaminationTask): DoctorLine[] {
  const { path, now } = task
  const version = storeVersion(path)
  if (version === 'newer' || version === 'not-a-store' || version === 'unreadable') {
    return [failing('header', version)]
  }
  const { held, holder } = holderOf(path)
  const isOlder = version === 'older'
  const lines = [
    well('header', isOlder ? 'migrates-at-opening' : 'this-version'),
    held ? well('holder', 'held', holder === null ? {} : { ...holder }) : well('holder', 'free'),
    look('folder', () => examineFolder(path, task)),
    look('files', () => examineFiles(path, task)),
  ]
  let inside: Examination
  try {
    inside = openExamination(path)
  } catch (error) {
    return [...lines, couldNotLook('pages', error)]
  }
  try {
    return [
      ...lines,
      look('pragmas', () => examinePragmas(inside)),
      ...examinePages(inside),
      look('schema', () => examineSchema(inside)),
      look('chain', () => examineChain(path, now)),
      look('exit', () => examineExit(inside, held)),
      isOlder
        ? notChecked('operators', 'needs-opening-first')
        : look('operators', () => examineSlots(inside)),
      look('recovery-key', () =>
        inside.meta().recoveryProven
          ? well('recovery-key', 'recovery-proven')
          : notChecked('recovery-key', 'recovery-unproven'),
      ),
      look('space', () => examineSpace(path)),
      isOlder
        ? notChecked('backup', 'needs-opening-first')
        : look('backup', () => examineBackup(path, { now, createdAt: inside.meta().createdAt })),
      isOlder ? notChecked('clock', 'needs-opening-first') : look('clock', () => examineClock(path, now)),
    ]
  } finally {
    inside.close()
  }
}

function look(check: DoctorCheck, examine: () => DoctorLine): DoctorLine {
  try {
    return examine()
  } catch (error) {
    return couldNotLook(check, error)
  }
}

function couldNotLook(check: DoctorCheck, error: unknown): DoctorLine {
  return failing(check, 'could-not-look', { reason: error instanceof Error ? error.message : String(error) })
}

function examinePages(inside: Examination): DoctorLine[] {
  const first = inside.damagedPage()
  if (first !== undefined) {
    const reason = 'the pages are damaged'
    return [
      failing('pages', 'pages-damaged', { first }),
      notChecked('references', 'could-not-look', { reason }),
    ]
  }
  const references = look('references', () => {
    const table = inside.danglingTable()
    if (table === undefined) return well('references', 'references-sound')
    return failing('references', 'references-broken', { table })
  })
  return [well('pages', 'pages-sound'), references]
}

function examineSchema(inside: Examination): DoctorLine {
  const faults = inside.foreignSchema()
  const [first] = faults
  if (first === undefined) return well('schema', 'schema-own')
  return failing('schema', 'schema-foreign', { ...first, faults: faults.length })
}

function examinePragmas(inside: Examination): DoctorLine {
  const wrong = inside.wrongPragma()
  if (wrong !== undefined) return failing('pragmas', 'pragma-differs', wrong)
  const mode = inside.journalMode()
  return mode === 'wal' ? well('pragmas', 'pragmas-hold') : well('pragmas', 'log-at-opening', { mode })
}

function examineExit(inside: Examination, held: boolean): DoctorLine {
  if (held) return notChecked('exit', 'still-open')
  return inside.meta().endedCleanly ? well('exit', 'ended-cleanly') : failing('exit', 'not-ended-cleanly')
}

function examineBackup(path: string, { now, createdAt }: { now: number; createdAt: string }): DoctorLine {
  const store = openReadOnlyStore(path)
  try {
    const at = lastBackupOf(store).made?.at
    const isOld = now - Date.parse(at ?? createdAt) > thresholds.backupAge
    if (isOld) return failing('backup', 'backup-old', at === undefined ? {} : { at })
    return at === undefined ? well('backup', 'no-backup-yet') : well('backup', 'backed-up', { at })
  } finally {
    store.close()
  }
}
