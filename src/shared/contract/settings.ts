import { z } from 'zod'
import { deskSettingNames, deskSettingsSchema } from '../model/desk-settings.ts'
import { forAdministrators, forOperators } from './base.ts'

/** Checks the settings as chosen, and names those for which a safe value stands in: their rows were edited from outside. */
export const settingsViewSchema = z.object({
  settings: deskSettingsSchema,
  faults: z.array(z.enum(deskSettingNames)),
})

/** Checks how the clock stands: what it shows, and the latest time that was believed (UTC). */
export const clockStandingSchema = z.object({
  isBelieved: z.boolean(),
  shows: z.iso.datetime(),
  believed: z.string(),
})

/** Describes the settings of the desk; those of one's own page are preferences. */
export const settingsContract = {
  get: forOperators.output(settingsViewSchema),
  /** Changes what is given, each setting whole; audited with before and after. */
  update: forAdministrators
    .meta({ stepUp: true })
    .input(deskSettingsSchema.partial())
    .output(settingsViewSchema),
  /** Says whether the clock is believed; while it is not, nothing is deleted for its age. */
  clock: forAdministrators.output(clockStandingSchema),
  /** Says that the clock is right, so that deleting goes on; audited. */
  confirmClock: forAdministrators.meta({ stepUp: true }).output(clockStandingSchema),
}
