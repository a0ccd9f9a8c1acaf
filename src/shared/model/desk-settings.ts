import { z } from 'zod'
import { entryLimits } from './entry-limits.ts'
import { thresholds } from './thresholds.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const longestKept = 3650
const folder = z.string().min(1).max(entryLimits.path).nullable()

/** Checks when the desk backs itself up, where to, and how many of its backups it keeps. */
export const backupSettingsSchema = z.object({
  /** Gives the hours between two backups; null backs up only when asked. */
  everyHours: z
    .int()
    .min(1)
    .max(31 * 24)
    .nullable(),
  /** Names the folder of the backups; null takes `backups` beside the store. */
  folder,
  keep: z.int().min(1).max(1000),
})

/** Checks for how many days records are kept that the desk may purge. */
export const retentionSettingsSchema = z.object({
  exchangesDays: z.int().min(1).max(longestKept),
  /** Gives the days for which the passwords of a change stay after its end; less than 30 is refused. */
  candidatesDays: z.int().min(30).max(longestKept),
})

/** Checks the settings of the desk, which a store keeps; times in milliseconds. */
export const deskSettingsSchema = z.object({
  idleLockMs: z
    .int()
    .min(minute)
    .max(12 * hour),
  clipboardMs: z
    .int()
    .min(5000)
    .max(10 * minute),
  /** Gives the cost of bcrypt for the passwords of the directory. */
  hashingCost: z.int().min(10).max(14),
  /** Gives how long after a request's socket is gone nothing is concluded from a sign-in. */
  settleMs: z.int().min(10_000).max(hour),
  backup: backupSettingsSchema,
  retention: retentionSettingsSchema,
  /** Names one more folder for the audit's anchors; null keeps them beside the store alone. */
  anchorsFolder: folder,
})

/** Carries the settings of the desk. */
export type DeskSettings = z.infer<typeof deskSettingsSchema>

/** Names one setting of the desk. */
export type DeskSettingName = keyof DeskSettings

/** Lists every setting of the desk, in the order in which a page shows them. */
export const deskSettingNames = deskSettingsSchema.keyof().options

/** Holds what is in force where nobody has chosen. */
export const defaultDeskSettings: DeskSettings = {
  idleLockMs: thresholds.idleLock,
  clipboardMs: thresholds.clipboardLife,
  hashingCost: 12,
  settleMs: thresholds.settleTime,
  backup: { everyHours: null, folder: null, keep: 7 },
  retention: { exchangesDays: thresholds.exchangeLife / day, candidatesDays: 30 },
  anchorsFolder: null,
}

/** Holds what is in force where what was chosen cannot be trusted: the defaults, and nothing is purged early. */
export const safeDeskSettings: DeskSettings = {
  ...defaultDeskSettings,
  retention: { exchangesDays: longestKept, candidatesDays: longestKept },
}
