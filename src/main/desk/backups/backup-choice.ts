import { basename, extname } from 'node:path'
import { Tinypool } from 'tinypool'
import type { z } from 'zod'
import type { backupContentsSchema, backupSourceSchema } from '../../../shared/contract/maintenance.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { confirmsName } from '../../../shared/model/typed-confirmation.ts'
import { auditRows } from '../../store/audit/audit-events.ts'
import { changeRows } from '../../store/changes/changes.ts'
import { backupFolder } from './backup-files.ts'
import { demandNothingSent } from '../demand-rest.ts'
import { refusalOf } from '../exchanges/exchange-way.ts'
import type { InspectedBackup, inspectBackup } from './inspect-backup.ts'
import type { BackupListing, listBackups } from './list-backups.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { restoreFrom, type RestoreDeps, type RestoredStore } from './restore-from.ts'
import { withBackupFile } from './with-backup-file.ts'

/** Names a backup that a page has chosen: a file of this machine, or one that was handed in. */
export type BackupSource = z.infer<typeof backupSourceSchema>

/** Carries what a backup holds, and what of the store would not be in force after a restore from it. */
export type BackupContents = z.infer<typeof backupContentsSchema>

/** Bounds how many files are looked into for a list. */
const mostListed = 50

/** Gives the use cases by which a page chooses a backup and restores it, over the desk that is open. */
export function backupChoiceOf(need: () => OpenDesk, deps: RestoreDeps) {
  let isUnderWay = false
  return {
    listBackups: () => listKept(need(), deps),
    inspectBackup: (by: Operator, from: BackupSource) =>
      withBackupFile(need(), by, from, (path, name) => inspect(need(), deps, path, name)),
    /**
     * Restores from a backup in an operator's name; the name of the store's file is typed to confirm it. Fails with
     * `RESTORE_REFUSED`, and with `RESTORING` where a restore is being made.
     */
    async restoreHere(by: Operator, choice: { from: BackupSource; confirmation: string }) {
      if (isUnderWay) throw new Problem('RESTORING')
      isUnderWay = true
      try {
        return await restoreChosen(need(), deps, by, choice)
      } finally {
        isUnderWay = false
      }
    },
  }
}

async function restoreChosen(
  desk: OpenDesk,
  deps: RestoreDeps,
  by: Operator,
  { from, confirmation }: { from: BackupSource; confirmation: string },
): Promise<RestoredStore & { aside: string }> {
  const expected = basename(desk.store.path)
  if (!confirmsName(confirmation, expected)) throw new Problem('CONFIRMATION_DIFFERS', { expected })
  demandNothingSent(desk)
  return withBackupFile(desk, by, from, async (path, origin) => {
    try {
      const { aside, ...restored } = await restoreFrom(deps, { from: path, by: by.name, origin })
      return { ...restored, aside: aside ?? '' }
    } catch (error) {
      throw error instanceof Problem ? error : refusalOf(error, { from: origin })
    }
  })
}

async function listKept(desk: OpenDesk, { worker }: RestoreDeps) {
  const folder = backupFolder(desk)
  const { id, path } = desk.store
  const task: BackupListing = { folder, storeId: id, ending: extname(path), most: mostListed }
  const listed = (await besides(worker, 'listBackups', task)) as ReturnType<typeof listBackups>
  return { folder, ...listed }
}

async function inspect(
  desk: OpenDesk,
  { worker }: RestoreDeps,
  from: string,
  name: string,
): Promise<BackupContents> {
  const task = { from, to: desk.store.path }
  const found = (await besides(worker, 'inspectBackup', task)) as ReturnType<typeof inspectBackup>
  if ('fault' in found) throw new Problem('RESTORE_REFUSED', { why: found.fault, place: name })
  const { events, lastAt, accounts, users, operators } = found
  return { name, events, lastAt, accounts, users, operators, ...compare(desk, found) }
}

/** Holds a backup against the store: where its last event is the store's as well, it is an earlier state of it. */
function compare(
  { store }: OpenDesk,
  { storeId, events, lastHash, lastAt }: InspectedBackup,
): Pick<BackupContents, 'relation' | 'lost'> {
  const rows = auditRows(store)
  const changes = changeRows(store).countSince(lastAt)
  if (storeId !== store.id) return { relation: 'another-store', lost: { events: null, changes } }
  const same = rows.list({}, events + 1, 1)[0]
  if (same?.seq !== events || same.hash !== lastHash)
    return { relation: 'other-way', lost: { events: null, changes } }
  return { relation: 'earlier', lost: { events: (rows.head()?.seq ?? events) - events, changes } }
}

async function besides(worker: URL, name: string, task: unknown): Promise<unknown> {
  const pool = new Tinypool({ filename: worker.href, minThreads: 0, maxThreads: 1 })
  try {
    return await pool.run(task, { name })
  } finally {
    await pool.destroy()
  }
}
