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
  /** Examines the store, a line a check; changes nothing. */
  doctor: forAdministrators.output(z.array(doctorLineSchema)),
}
