import { Problem } from '../../../shared/model/problems.ts'
import { checksNeeded, type CallerCheck, type ResetClosing } from '../../../shared/model/reset-case.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { demandCase, demandState, recordCaseStep } from './case-row.ts'
import { caseView } from './case-view.ts'
import { decideCase, type CaseDecision } from './decide-case.ts'
import { listCases } from './list-cases.ts'
import { openCase, type NewCase } from './open-case.ts'
import { placesOf } from './places.ts'
import { fetchCaptcha, sendCaseCode } from './send-code.ts'
import { handOver, setCasePassword, type NewUserPassword } from './set-password.ts'
import { withoutCode } from './without-code.ts'

const openStates = ['opened', 'verified', 'code-sent', 'unknown', 'changed'] as const

/** Gives the use cases of the reset desk over a desk whose store is open when they are called. */
export function resetDeskOf(need: () => OpenDesk) {
  /** Lets what two agents ask of one case wait for each other, and gives the case as it stands after. */
  const inTurn = <T extends object>(id: string, work: (desk: OpenDesk) => Promise<T>) => {
    const desk = need()
    return desk.finishBeforeExit(
      desk.turns.take(`reset-case/${id}`, async () => {
        const result = await work(desk)
        return { ...result, case: caseView(desk, id) }
      }),
    )
  }
  return {
    list: (query: Parameters<typeof listCases>[1]) => listCases(need(), query),
    places: (by: Operator) => placesOf(need(), by),
    withoutCode: (num: number) => withoutCode(need(), num),
    get: (id: string) => caseView(need(), id),
    open: (by: Operator, input: NewCase) => {
      const desk = need()
      return caseView(desk, openCase(desk, by, input))
    },
    verifyCaller: (by: Operator, input: { id: string; checks: readonly CallerCheck[] }) =>
      verifyCaller(need(), by, input),
    captcha: (by: Operator, id: string) => inTurn(id, (desk) => fetchCaptcha(desk, by, id)),
    sendCode: (by: Operator, input: { id: string; answer: string }) =>
      inTurn(input.id, (desk) => sendCaseCode(desk, by, input)),
    setPassword: (by: Operator, input: NewUserPassword) =>
      inTurn(input.id, (desk) => setCasePassword(desk, by, input)),
    decide: async (by: Operator, input: CaseDecision) =>
      (await inTurn(input.id, (desk) => decideCase(desk, by, input))).case,
    handOver: (by: Operator, id: string) => handOver(need(), by, id),
    makeProof: (by: Operator, id: string) => {
      const desk = need()
      recordCaseStep(desk, demandCase(desk, id).row, by, { step: 'proof-made' })
      return caseView(desk, id)
    },
    close: (by: Operator, input: Parameters<typeof closeCase>[2]) => closeCase(need(), by, input),
  }
}

/** Notes by what the caller showed to be the user; fails with `CHECKS_MISSING` where it is too little. */
function verifyCaller(
  desk: OpenDesk,
  by: Operator,
  { id, checks: given }: { id: string; checks: readonly CallerCheck[] },
) {
  const { row } = demandState(desk, id, ['opened'])
  const checks = [...new Set(given)]
  const needed = checksNeeded[row.system]
  if (checks.length < needed) throw new Problem('CHECKS_MISSING', { needed })
  recordCaseStep(desk, row, by, {
    step: 'caller-verified',
    detail: { checks: checks.join(', ') },
    set: { state: 'verified', checks: JSON.stringify(checks), verified_at: desk.timestamp() },
  })
  return caseView(desk, id)
}

/**
 * Closes a case; one whose password is set can only be resolved, or closed as told to nobody where nobody was shown it,
 * and no other can.
 */
function closeCase(
  desk: OpenDesk,
  by: Operator,
  { id, outcome, note }: { id: string; outcome: ResetClosing; note: string },
) {
  const { row, state, change } = demandState(desk, id, openStates)
  const ends: readonly ResetClosing[] =
    state !== 'changed' ? ['declined', 'abandoned'] : [caseView(desk, id).canHandOver ? 'untold' : 'resolved']
  if (!ends.includes(outcome)) throw new Problem('RESET_STATE', { state })
  recordCaseStep(desk, row, by, {
    step: 'closed',
    detail: { outcome, ...(note !== '' && { note }) },
    set: {
      state: outcome,
      closed_by: by.name,
      closed_at: desk.timestamp(),
      ...(change !== undefined && { change_id: change.id }),
    },
  })
  return caseView(desk, id)
}
