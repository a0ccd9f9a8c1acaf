import { z } from 'zod'
import { doctorLineSchema } from '../model/doctor.ts'
import { entryLimits } from '../model/entry-limits.ts'
import { backupFaults } from '../model/problems.ts'
import { forAdministrators } from './base.ts'

/** Checks a backup that was made; the size is in bytes, the time UTC. */
export const backupMadeSchema = z.object({
  file: z.string(),
  at: z.string(),
  bytes: z.int(),
  events: z.int(),
})

/** Checks where a backup comes from: a file of the machine that the desk runs on, or one that a page handed in. */
export const backupSourceSchema = z.union([
  z.object({ path: z.string().min(1).max(entryLimits.path) }),
  z.object({ fileId: z.string().max(100), name: z.string().min(1).max(entryLimits.path) }),
])

/** Checks a file of the folder of backups; the size is in bytes, the time is that of its making (UTC). */
export const listedBackupSchema = z.object({
  file: z.string(),
  name: z.string(),
  at: z.string(),
  bytes: z.int(),
  /** Says of which store it is a backup. */
  of: z.enum(['this-store', 'another-store', 'nothing']),
})

/** Checks what a backup holds, and what of the store would not be in force after a restore from it. */
export const backupContentsSchema = z.object({
  /** Names it as its folder does. */
  name: z.string(),
  /** Tells an earlier state of this store, one that went another way since, and another store. */
  relation: z.enum(['earlier', 'other-way', 'another-store']),
  lastAt: z.string().nullable(),
  events: z.int(),
  accounts: z.int(),
  users: z.int(),
  operators: z.int(),
  lost: z.object({
    /** Counts the events that the backup lacks; null where the two histories are not one. */
    events: z.int().nullable(),
    /** Counts the changes of passwords since. */
    changes: z.int(),
  }),
})

/** Describes the care of the store: its backups, and an examination of it. */
export const maintenanceContract = {
  /** Makes a backup in a folder, by default that of the settings; it is verified before it gets its name. */
  backUpNow: forAdministrators
    .meta({ stepUp: true })
    .input(z.object({ folder: z.string().min(1).max(entryLimits.path).optional() }))
    .output(backupMadeSchema),
  /** Says when a desk last made a backup, and when it last failed to. */
  lastBackup: forAdministrators.output(
    z.object({
      made: z.object({ at: z.string(), file: z.string() }).nullable(),
      failed: z.object({ at: z.string(), why: z.enum(backupFaults).nullable(), file: z.string() }).nullable(),
    }),
  ),
  /** Lists the newest files of the folder in which backups are kept, and says how many more are there. */
  backups: forAdministrators.output(
    z.object({ folder: z.string(), files: z.array(listedBackupSchema), more: z.int() }),
  ),
  /** Says what a backup holds; changes nothing, and fails with `RESTORE_REFUSED` where it is none that holds. */
  inspectBackup: forAdministrators.input(z.object({ from: backupSourceSchema })).output(backupContentsSchema),
  /** Puts a backup in the place of the store, which is set aside; every session ends with it. */
  restore: forAdministrators
    .meta({ stepUp: true, whileRestoring: true })
    .input(z.object({ from: backupSourceSchema, confirmation: z.string().max(entryLimits.name) }))
    .output(z.object({ aside: z.string(), events: z.int(), lastAt: z.string().nullable() })),
  /** Examines the store, a line a check; changes nothing. */
  doctor: forAdministrators.output(z.array(doctorLineSchema)),
}
