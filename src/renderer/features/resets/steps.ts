import type { ResetCase } from '../../../shared/contract/reset-desk.ts'

/** Names what a case needs next. */
export type NextStep = 'verify' | 'code' | 'password' | 'decide' | 'close' | 'closed'

/** Names why a code that was sent cannot be used any more. */
export type CodeEnd = 'expired' | 'used' | 'noTries' | 'fresh'

/** Says why the code that was sent last is of no use; null where it is, or where none was sent. */
export const codeEnd = (
  { code, state, steps }: Pick<ResetCase, 'code' | 'state' | 'steps'>,
  now: number,
): CodeEnd | null => {
  if (code === null) return null
  // A code that was refused can still be typed right: only a request whose end nobody knows has used one up.
  const tried = steps.findLast(
    ({ step, detail }) => step === 'password-set' && detail['status'] !== 'rejected',
  )
  if (state === 'unknown' && tried !== undefined && tried.at >= code.sentAt) return 'fresh'
  if (code.state === 'used') return 'used'
  if (code.triesLeft === 0) return 'noTries'
  return Date.parse(code.expiresAt) <= now ? 'expired' : null
}

/** Says what a case needs next, at a moment: a code that has expired takes it back to sending one. */
export const nextStep = (
  one: Pick<ResetCase, 'code' | 'state' | 'steps' | 'system'>,
  now: number,
): NextStep => {
  switch (one.state) {
    case 'opened':
      return 'verify'
    case 'verified':
      return one.system === 'nobase' ? 'password' : 'code'
    case 'code-sent':
      return codeEnd(one, now) === null ? 'password' : 'code'
    case 'unknown':
      if (one.system === 'nobase') return 'decide'
      return one.code !== null && codeEnd(one, now) === null ? 'password' : 'code'
    case 'changed':
      return 'close'
    case 'resolved':
    case 'declined':
    case 'abandoned':
      return 'closed'
  }
}

/** Writes how long it is until a moment, as minutes and seconds; null where it has passed. */
export const timeUntil = (iso: string, now: number): string | null => {
  const seconds = Math.ceil((Date.parse(iso) - now) / 1000)
  if (seconds <= 0) return null
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`
}
