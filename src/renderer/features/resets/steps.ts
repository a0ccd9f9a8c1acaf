import type { ResetCase, ResetRow } from '../../../shared/contract/reset-desk.ts'

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

/** Says the same of a case in the queue, of which less is known. */
export const rowCodeEnd = (
  { codeEnd: end, codeExpiresAt }: Pick<ResetRow, 'codeEnd' | 'codeExpiresAt'>,
  now: number,
): Exclude<CodeEnd, 'fresh'> | null =>
  end ?? (codeExpiresAt !== null && Date.parse(codeExpiresAt) <= now ? 'expired' : null)

/** Names what can still settle a reset of which nobody knows what became. */
type Settling = 'code' | 'either' | 'decision'

/**
 * Says what can still settle a reset of which nobody knows what became: a fresh code, until it came to nothing twice;
 * the operator's decision alone, once the backend is known to refuse the very password that is sent again.
 */
export const settlingBy = ({
  steps,
  system,
  change,
}: Pick<ResetCase, 'steps' | 'system' | 'change'>): Settling => {
  if (system === 'nobase') return 'decision'
  const begun = steps.findLastIndex(
    ({ step, detail }) =>
      step === 'password-set' && detail['again'] !== true && detail['result'] === 'pending',
  )
  const fruitless = steps
    .slice(begun + 1)
    .filter(({ step, detail }) =>
      step === 'code-sent'
        ? detail['result'] !== 'done'
        : step === 'password-set' && detail['again'] === true,
    )
  if (fruitless.some(({ detail }) => detail['reason'] === 'password-format')) return 'decision'
  return fruitless.length >= 2 || change?.state === 'needs-operator' ? 'either' : 'code'
}

/** Says what a case needs next, at a moment: a code that has expired takes it back to sending one. */
export const nextStep = (
  one: Pick<ResetCase, 'code' | 'state' | 'isUnderWay' | 'steps' | 'system' | 'change'>,
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
      if (one.isUnderWay) return 'password'
      if (settlingBy(one) === 'decision') return 'decide'
      return one.code !== null && codeEnd(one, now) === null ? 'password' : 'code'
    case 'changed':
      return 'close'
    case 'resolved':
    case 'untold':
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
