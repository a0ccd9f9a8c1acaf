import type { Directory } from '../../directory/directory.ts'
import type { DirectoryApplication } from '../../directory/applications.ts'
import { failure, type Answer } from './answers.service.ts'
import { applicationFault } from './application-checks.ts'
import type { Given } from './parameters.service.ts'
import { newPassFailures as failures, ours, requiredParameters } from './wire.ts'

/** Carries the application whose users are meant, and the answer where one of the first checks already gives it. */
export type Admission =
  { application: DirectoryApplication; answer: Answer | null } | { application: null; answer: Answer }

/** Makes the checks 1 to 6, which every operation begins with and answers alike. */
export function admitApplication(
  given: Given,
  operation: keyof typeof requiredParameters,
  applications: Directory['applications'],
): Admission {
  const unknown = (...parts: Parameters<typeof failure>): Admission => ({
    application: null,
    answer: failure(...parts),
  })
  const missing = requiredParameters[operation].find((name) => isAbsent(name, given(name)))
  if (missing !== undefined) return unknown(failures.parameterMissing, missing)
  const application = applications.byAppid(given('appid'))
  if (application === null) return unknown(failures.applicationUnknown)
  if (!applications.signatureMatches(application.appid, given('signature')))
    return unknown(failures.appSignatureWrong)
  const fault = applicationFault(application)
  const answer = fault === null ? null : failure(failures[fault], application.developerOverdueDays)
  return { application, answer }
}

function isAbsent(name: string, value: string): boolean {
  return (ours.absentWhenBlank.some((one) => one === name) ? value.trim() : value) === ''
}
