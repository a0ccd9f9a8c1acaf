import type { ShuidiSettings } from '../../directory/built-in-settings.ts'
import { signatureMatches, signatureOf, signTemplate } from './sign.ts'
import { ours } from './wire.ts'

/** Carries a request to shuidi as it came: every parameter that was given once, and the time of its arrival. */
export interface ShuidiCall {
  parameters: Readonly<Record<string, string>>
  /** Gives milliseconds since the epoch. */
  now: number
}

/** Says whether a request is signed by the rule of the settings, and not too long ago. */
export function isSigned({ parameters, now }: ShuidiCall, { signKey, template }: ShuidiSettings): boolean {
  const { action = '', phone = '', code = '', uid = '', new_password = '' } = parameters
  const { timestrap = '', sign_md5 = '' } = parameters
  if (!/^\d{1,12}$/.test(timestrap)) return false
  if (Math.abs(now / 1000 - Number(timestrap)) > ours.clockTolerance) return false
  const known = signTemplate(template)
  if (known === null) return false
  return signatureMatches(
    sign_md5,
    signatureOf(known, { action, phone, code, uid, new_password, timestrap }, signKey),
  )
}
