import { ORPCError } from '@orpc/client'
import type { OperatorRule, ProblemCode, ProblemData } from '../../shared/model/problems.ts'
import { changeStates } from '../locales/vocabulary.ts'
import { NoAnswer, StepUpDeclined } from '../rpc.ts'
import { refusedEntry, type RefusedEntry } from './refused-entry.ts'
import { useText } from './use-text.ts'
import { useTimes } from './use-times.ts'

/** Carries a problem of the desk as the page received it. */
export type ReceivedProblem = { [C in ProblemCode]: { code: C; data: ProblemData<C> } }[ProblemCode]

/** Says in the operator's language what happened and what to do next; `code` is for those who look closer. */
export interface FailureText {
  what: string
  next: string
  code: string | null
}

/** Reads failures of calls: which problem of the desk they carry, and in which words to tell it. */
export const useFailure = () => {
  const { t, fill, words, either, sentences } = useText()
  const times = useTimes()

  /** Gives the problem that an error carries; null where it is no problem of the desk. */
  const problemOf = (error: unknown): ReceivedProblem | null => {
    if (!(error instanceof ORPCError)) return null
    const { code, data } = error as ORPCError<string, unknown>
    return Object.hasOwn(words.value.problem, code) ? ({ code, data } as ReceivedProblem) : null
  }

  const ruleText = (rule: OperatorRule, like: string | undefined): string =>
    rule === 'name-alike' && like !== undefined
      ? fill(words.value.nameReadsLike, { like })
      : fill(words.value.operatorRule[rule])

  const fillings = (problem: ReceivedProblem): Record<string, string> => {
    switch (problem.code) {
      case 'FORBIDDEN':
        return { roles: either(problem.data.roles.map((role) => readIn(words.value.role, role))) }
      case 'LOCKED_OUT':
        return { until: times.clock(problem.data.until) }
      case 'OPERATOR_RULE':
        return {
          rules: sentences(
            problem.data.rules.map((rule) => `${ruleText(rule, problem.data.like)}${t('base.stop')}`),
          ),
        }
      case 'NOT_FOUND':
      case 'ALREADY_THERE':
        return { what: readIn(words.value.thing, problem.data.what) }
      case 'FILE_TOO_BIG':
        return { most: times.number(problem.data.most) }
      case 'ROTATION_RUNNING':
        return { backend: problem.data.backend }
      case 'OPERATOR_STATE':
        return { state: words.value.operatorState[problem.data.state] }
      case 'BACKEND_SECRET_ELSEWHERE':
        return { backend: problem.data.backend, kind: t(`backends.secret.${problem.data.kind}`) }
      case 'BACKEND_IN_USE':
        return { admins: String(problem.data.admins), changes: String(problem.data.changes) }
      case 'BACKEND_SETTING_REFUSED':
        return { rule: fill(words.value.backendSettingRule[problem.data.rule]) }
      case 'ADDRESS_REFUSED':
        return { rule: fill(words.value.addressRule[problem.data.rule]) }
      case 'RESET_OPEN':
        return { number: String(problem.data.number) }
      case 'RESEND_TOO_SOON':
      case 'SETTLE_TIME':
        return { until: times.clock(problem.data.until) }
      case 'PROBES_USED_UP':
        return problem.data.until === null ? {} : { until: times.clock(problem.data.until) }
      case 'CHANGE_NOT_OPEN':
      case 'CHANGE_OPEN': {
        const state = changeStates.find((known) => known === problem.data.state)
        return { state: state === undefined ? problem.data.state : words.value.changeState[state].label }
      }
      case 'CHECKS_MISSING':
        return { needed: String(problem.data.needed) }
      case 'CONFIRMATION_DIFFERS':
        return { expected: problem.data.expected }
      case 'FOLDER_REFUSED':
        return { folder: problem.data.folder }
      case 'SEALED_VALUE_DAMAGED':
      case 'BACKUP_FAILED':
      case 'RESTORE_REFUSED':
        return { place: problem.data.place }
      default:
        return {}
    }
  }

  const textOf = (problem: ReceivedProblem): { what: string; next: string } => {
    if (problem.code === 'RECOVERY_KEY_WRONG') return words.value.recoveryKeyWrong[problem.data.why]
    if (problem.code === 'PROBES_USED_UP' && problem.data.until === null) return words.value.probesSpent
    if (problem.code === 'STORE_WRITE_REFUSED' && problem.data.why === 'no-space')
      return words.value.storeFull
    if (problem.code === 'SAMPLE_REFUSED') return words.value.sampleRefused[problem.data.why]
    if (problem.code === 'FOLDER_REFUSED') return words.value.folderRefused[problem.data.why]
    if (problem.code === 'BACKUP_FAILED') return words.value.backupFailed[problem.data.why]
    if (problem.code === 'RESTORE_REFUSED') return words.value.restoreRefused[problem.data.why]
    return words.value.problem[problem.code]
  }

  const entryText = ({ fault, field, most }: RefusedEntry): FailureText => {
    const { what, next } = words.value.entryRefused[fault]
    const names = words.value.entry
    const entry = Object.entries(names).find(([name]) => name === field)?.[1] ?? names.other
    return { what: fill(what, { entry, most: times.number(most ?? 0) }), next, code: 'BAD_REQUEST' }
  }

  /** Tells an error in words. */
  const explain = (error: unknown): FailureText => {
    if (error instanceof StepUpDeclined) {
      return { what: t('base.failure.cancelled'), next: t('base.failure.cancelledNext'), code: null }
    }
    if (error instanceof NoAnswer) {
      return { what: t('base.failure.noAnswer'), next: t('base.failure.noAnswerNext'), code: null }
    }
    const entry = refusedEntry(error)
    if (entry !== null) return entryText(entry)
    const problem = problemOf(error)
    if (problem === null) {
      const code = error instanceof ORPCError ? String(error.code) : null
      return { what: t('base.failure.unexpected'), next: t('base.failure.unexpectedNext'), code }
    }
    const text = textOf(problem)
    const count = problem.code === 'WRONG_PASSWORD' ? problem.data.triesLeft : undefined
    return {
      what: fill(text.what, fillings(problem), count),
      next: fill(text.next, fillings(problem)),
      code: problem.code,
    }
  }

  return { problemOf, explain }
}

const readIn = (table: Record<string, string>, key: string): string => table[key] ?? key
