import { z } from 'zod'

const limits = z.object({ min: z.int().min(0).max(1024), max: z.int().min(0).max(1024) })

/** Checks what an application is set to: what steers the answers to its callers. */
export const applicationSettingsSchema = z.object({
  status: z.enum(['normal', 'reviewing', 'stopped']),
  developerStatus: z.enum(['normal', 'overdue', 'disabled']),
  developerOverdueDays: z.int(),
  allowPasswordChange: z.boolean(),
  tokenValidation: z.boolean(),
  accountLength: limits,
  passwordLength: limits,
})

/** Carries what an application is set to. */
export type ApplicationSettings = z.infer<typeof applicationSettingsSchema>
