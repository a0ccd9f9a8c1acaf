import type { ApplicationSettings } from '../../../shared/model/application-settings.ts'
import { ours } from './wire.ts'

/** Makes the checks 4 to 6: what of the developer or the application turns every call away, or null. */
export function applicationFault({
  developerStatus,
  status,
}: Pick<ApplicationSettings, 'developerStatus' | 'status'>):
  'developerOverdue' | 'developerDisabled' | 'applicationReviewing' | 'applicationStopped' | null {
  if (developerStatus === 'overdue') return 'developerOverdue'
  if (developerStatus === 'disabled') return 'developerDisabled'
  if (status === 'reviewing') return 'applicationReviewing'
  if (status === 'stopped') return 'applicationStopped'
  return null
}

/** Makes check 10: what is wrong with an account's form or length, or null. */
export function accountFault(
  { digits, length }: { digits: boolean; length: number },
  { min, max }: ApplicationSettings['accountLength'],
): 'accountFormat' | 'accountLength' | null {
  if (!digits) return 'accountFormat'
  return length < min || length > max ? 'accountLength' : null
}

/** Gives the lengths that a new password may have; what is longer than we hash fits no application. */
export function passwordLimits({ min, max }: ApplicationSettings['passwordLength']): {
  min: number
  max: number
} {
  return { min, max: Math.min(max, ours.longestPassword) }
}

/** Says whether a new password is of letters and digits alone. */
export function isPlainPassword(text: string): boolean {
  return /^[A-Za-z0-9]+$/.test(text)
}
