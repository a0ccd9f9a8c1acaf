import type { ResetCase } from '../../../shared/contract/reset-desk.ts'
import type { OutcomeReason } from '../../../shared/model/outcome.ts'
import type { CallerCheck, ResetClosing } from '../../../shared/model/reset-case.ts'
import type { Messages } from '../../locales/messages.ts'

type Step = ResetCase['steps'][number]
type Words = Messages['words']

const textIn = (detail: Step['detail'], key: string): string | null => {
  const value = detail[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Tells a step of a case: what happened, and the particulars under it, in the language of the words. */
export const stepText = (words: Words, { step, detail }: Step): { what: string; under: string[] } => {
  const failed = detail['result'] === 'failed'
  const reason = textIn(detail, 'reason') as OutcomeReason | null
  const isOpen = detail['result'] === 'pending'
  const checks = textIn(detail, 'checks')?.split(', ') ?? []
  const outcome = textIn(detail, 'outcome') as ResetClosing | null
  const decision = detail['decision']
  const under = [
    ...checks.map((check) => words.callerCheck[check as CallerCheck]),
    ...(decision === 'applied' || decision === 'not-applied' ? [words.resetDecision[decision]] : []),
    ...(step === 'closed' && outcome !== null ? [words.resetClosing[outcome]] : []),
    ...(step !== 'opened' && reason !== null && Object.hasOwn(words.reason, reason)
      ? [words.reason[reason].what]
      : []),
    ...(textIn(detail, 'note') === null ? [] : [textIn(detail, 'note') ?? '']),
  ]
  const what = isOpen
    ? words.resetStepUnclear[step === 'code-sent' ? step : 'password-set']
    : failed
      ? words.resetStepFailed[step]
      : words.resetStep[step]
  return { what, under }
}
