import type { ResetCase } from '../../../shared/contract/reset-desk.ts'
import { useBackendName } from '../../composables/use-backend-name.ts'
import { useText } from '../../composables/use-text.ts'
import { proofTime } from './proof-time.ts'
import { stepText } from './step-text.ts'

/** Keeps what somebody typed over several lines on the line of its step. */
const sheetLine = (parts: readonly string[]): string => parts.join(' – ').replaceAll(/\s+/g, ' ')

/** Gives what writes the proof of a case for its ticket: who, why, how verified, what came of it; nothing secret. */
export const useProof = (): ((one: ResetCase) => string[]) => {
  const { t, words } = useText()
  const nameOf = useBackendName()
  return (one) => {
    const line = (name: string, value: string): string => t('base.pair', { name, value })
    const particulars = [one.nickname, one.uid, one.appid].filter((part) => part !== '').join(' · ')
    return [
      t('resets.proof.title', { number: one.number }),
      '',
      line(t('resets.proof.who'), particulars === '' ? one.account : `${one.account} (${particulars})`),
      line(t('resets.proof.at'), `${nameOf(one.backend)} · ${words.value.system[one.system]}`),
      line(t('resets.case.caller'), one.caller === '' ? t('resets.case.callerSelf') : one.caller),
      line(t('resets.case.ticket'), one.ticket === '' ? '–' : one.ticket),
      line(t('resets.proof.why'), one.reason === '' ? '–' : one.reason),
      line(
        t('resets.proof.how'),
        one.checks.map((check) => words.value.callerCheck[check]).join('; ') || '–',
      ),
      line(t('resets.proof.outcome'), words.value.resetState[one.state]),
      '',
      t('resets.proof.steps'),
      ...one.steps.map((step) => {
        const { what, under } = stepText(words.value, step)
        return `${proofTime(step.at)}  ${step.operator}  ${sheetLine([what, ...under])}`
      }),
      '',
      t('resets.proof.noSecret'),
    ]
  }
}
