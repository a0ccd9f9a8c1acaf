import type { ApplicationSettings } from '../../../shared/model/application-settings.ts'
import { assertNever } from '../../../shared/model/assert-never.ts'
import { accountFault, applicationFault, passwordLimits } from './application-checks.ts'
import { newPassProof, updateSignProof } from './proof.ts'
import type { AdmittedRequest, Rule } from './request-facts.ts'

/** Carries how a request ends: by which rule, and with how many days in the answer where it says them. */
export interface Ending {
  rule: Rule
  days: number | null
}

/** Carries how a request would end under two settings; several endings where a fact that decides is not known. */
export interface Comparison {
  before: Ending[]
  after: Ending[]
  /** Says whether the two differ whatever the facts that are not known, under some of them, or never. */
  differs: 'surely' | 'perhaps' | 'no'
}

/** Completes what is known of a request by what is not, in one way in which it can be. */
interface Completed {
  /** Says what the account and the password came to: wrong together, or right and the user enabled or disabled. */
  user: 'wrong' | 'normal' | 'disabled'
  /** Gives the length of the new password; null where it has other characters than letters and digits. */
  newLength: number | null
}

/**
 * Judges a request again by two settings, by the checks of the service in their order. A password that was never
 * compared, and how long a new one was, is taken in every way in which it can have been.
 */
export function compareEndings(
  request: AdmittedRequest,
  before: ApplicationSettings,
  after: ApplicationSettings,
): Comparison {
  const pairs = completions(request, [before, after]).map((completed) => ({
    before: endingOf(request, before, completed),
    after: endingOf(request, after, completed),
  }))
  const changed = pairs.filter((pair) => keyOf(pair.before) !== keyOf(pair.after)).length
  return {
    before: distinct(pairs.map((pair) => pair.before)),
    after: distinct(pairs.map((pair) => pair.after)),
    differs: changed === 0 ? 'no' : changed === pairs.length ? 'surely' : 'perhaps',
  }
}

/** Gives how a request really ended, or null where the settings it is compared with give just that. */
export function answeredOtherwise(request: AdmittedRequest, { before }: Comparison): Ending | null {
  const answered = endingBy(request.rule, request.settings)
  const [only, ...others] = before
  return only !== undefined && others.length === 0 && keyOf(only) === keyOf(answered) ? null : answered
}

function endingOf(request: AdmittedRequest, settings: ApplicationSettings, completed: Completed): Ending {
  return endingBy(ruleOf(request, settings, completed), settings)
}

function endingBy(rule: Rule, { developerOverdueDays }: ApplicationSettings): Ending {
  return { rule, days: rule === 'developerOverdue' ? developerOverdueDays : null }
}

/** Makes the checks 4 to 13, in their order; the first that fails gives the rule. */
function ruleOf(request: AdmittedRequest, settings: ApplicationSettings, completed: Completed): Rule {
  const fault = applicationFault(settings)
  if (fault !== null) return fault
  if (request.operation === 'newPass' && !settings.allowPasswordChange) return 'changeNotAllowed'
  const proof = proofOf(request, settings)
  if (proof !== 'token' && proof !== 'account') return proof
  const user = proof === 'token' ? holderOf(request) : accountOf(request, settings, completed)
  if (user !== 'normal') return user
  if (request.operation === 'newPass' && !fits(completed.newLength, settings)) return 'newPasswordFormat'
  return 'done'
}

function proofOf({ operation, presented }: AdmittedRequest, { tokenValidation }: ApplicationSettings) {
  switch (operation) {
    case 'newPass':
      return newPassProof(presented, tokenValidation)
    case 'updateSign':
      return updateSignProof(presented, tokenValidation)
    case 'login':
      return 'account'
    default:
      return assertNever(operation)
  }
}

function holderOf({ token }: AdmittedRequest): 'tokenInvalid' | 'userDisabled' | 'normal' {
  if (token === 'normal') return 'normal'
  return token === 'disabled' ? 'userDisabled' : 'tokenInvalid'
}

function accountOf({ account }: AdmittedRequest, settings: ApplicationSettings, { user }: Completed) {
  const fault = accountFault(account, settings.accountLength)
  if (fault !== null) return fault
  if (user === 'normal') return user
  return user === 'wrong' ? 'accountWrong' : 'userDisabled'
}

function fits(length: number | null, { passwordLength }: ApplicationSettings): boolean {
  const { min, max } = passwordLimits(passwordLength)
  return length !== null && length >= min && length <= max
}

function completions(request: AdmittedRequest, compared: readonly ApplicationSettings[]): Completed[] {
  return usersOf(request).flatMap((user) =>
    lengthsOf(request, compared).map((newLength) => ({ user, newLength })),
  )
}

/** Lists what the account and the password can have come to; one thing alone where they were compared. */
function usersOf(request: AdmittedRequest): Completed['user'][] {
  switch (request.rule) {
    case 'accountWrong':
      return ['wrong']
    case 'userDisabled':
      return wereCompared(request) ? ['disabled'] : ['wrong', 'normal', 'disabled']
    case 'newPasswordFormat':
    case 'done':
      return wereCompared(request) ? ['normal'] : ['wrong', 'normal', 'disabled']
    default:
      return ['wrong', 'normal', 'disabled']
  }
}

function wereCompared(request: AdmittedRequest): boolean {
  return proofOf(request, request.settings) === 'account'
}

/** Lists lengths that the new password can have had: the least of each stretch that all limits judge alike. */
function lengthsOf(
  { newPassword, settings }: AdmittedRequest,
  compared: readonly ApplicationSettings[],
): (number | null)[] {
  if (newPassword === 'form' || newPassword === 'none') return [null]
  const { min, max } = passwordLimits(settings.passwordLength)
  const ranges = { short: [1, min - 1], fits: [Math.max(1, min), max], long: [max + 1, Infinity] } as const
  const [least, most] = ranges[newPassword]
  const begins = compared.flatMap(({ passwordLength }) => {
    const limits = passwordLimits(passwordLength)
    return [limits.min, limits.max + 1]
  })
  return [...new Set([least, ...begins.filter((length) => length > least && length <= most)])]
}

function keyOf({ rule, days }: Ending): string {
  return days === null ? rule : `${rule} ${String(days)}`
}

function distinct(endings: readonly Ending[]): Ending[] {
  return [...new Map(endings.map((ending) => [keyOf(ending), ending])).values()]
}
