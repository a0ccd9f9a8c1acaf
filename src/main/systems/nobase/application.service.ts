import type { Directory } from '../../directory/directory.ts'
import type { DirectoryApplication } from '../../directory/applications.ts'
import { applicationFault } from './application-checks.ts'
import type { Given } from './parameters.service.ts'
import { refused, type Ruled } from './refused.service.ts'
import { newPassFailures as failures, ours, requiredParameters } from './wire.ts'

/** Carries the application whose users are meant, and the answer where one of the first checks already gives it. */
export type Admission =
  { application: DirectoryApplication; early: Ruled | null } | { application: null; early: Ruled }

const faultRules = {
  developerOverdue: 'nobase.developer-overdue',
  developerDisabled: 'nobase.developer-disabled',
  applicationReviewing: 'nobase.application-reviewing',
  applicationStopped: 'nobase.application-stopped',
} as const

/** Makes the checks 1 to 6, which every operation begins with and answers alike. */
export function admitApplication(
  given: Given,
  operation: keyof typeof requiredParameters,
  applications: Directory['applications'],
): Admission {
  const unknown = (early: Ruled): Admission => ({ application: null, early })
  const missing = requiredParameters[operation].find((name) => isAbsent(name, given(name)))
  if (missing !== undefined) return unknown(refused('nobase.parameter-missing', failures, missing))
  const application = applications.byAppid(given('appid'))
  if (application === null) return unknown(refused('nobase.application-unknown', failures))
  if (!applications.signatureMatches(application.appid, given('signature')))
    return unknown(refused('nobase.application-signature', failures))
  const fault = applicationFault(application)
  if (fault === null) return { application, early: null }
  return { application, early: refused(faultRules[fault], failures, application.developerOverdueDays) }
}

function isAbsent(name: string, value: string): boolean {
  return (ours.absentWhenBlank.some((one) => one === name) ? value.trim() : value) === ''
}
