import type { ShuidiSettings } from '../../directory/built-in-settings.ts'
import type { ShuidiRefusal } from './answers.service.ts'
import { signatureMatches, signatureOf, signTemplate } from './sign.ts'
import { ours } from './wire.ts'

/** Carries a request to shuidi as it came: every parameter that was given once, and the time of its arrival. */
export interface ShuidiCall {
  parameters: Readonly<Record<string, string>>
  /** Gives milliseconds since the epoch. */
  now: number
}

/** Gives the rule that a request breaks which must be signed by the settings, and not too long ago; null for none. */
export function signingFault(
  { parameters, now }: ShuidiCall,
  { signKey, template }: ShuidiSettings,
): ShuidiRefusal | null {
  const { action = '', phone = '', code = '', uid = '', new_password = '' } = parameters
  const { timestrap = '', sign_md5 = '' } = parameters
  if (timestrap === '' || sign_md5 === '') return 'shuidi.parameter-missing'
  if (!/^\d{1,12}$/.test(timestrap)) return 'shuidi.time-unreadable'
  if (Math.abs(now / 1000 - Number(timestrap)) > ours.clockTolerance) return 'shuidi.time-off'
  const known = signTemplate(template)
  if (known === null) return 'shuidi.template-unusable'
  const right = signatureOf(known, { action, phone, code, uid, new_password, timestrap }, signKey)
  return signatureMatches(sign_md5, right) ? null : 'shuidi.signature'
}
