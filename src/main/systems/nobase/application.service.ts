import type { Directory } from '../../directory/directory.ts'
import type { DirectoryApplication } from '../../directory/applications.ts'
import { failure, type Answer } from './answers.service.ts'
import type { Given } from './parameters.service.ts'
import { ours, requiredParameters, type newPassFailures } from './wire.ts'

type Failures = Pick<
  typeof newPassFailures,
  | 'parameterMissing'
  | 'applicationUnknown'
  | 'appSignatureWrong'
  | 'developerOverdue'
  | 'developerDisabled'
  | 'applicationReviewing'
  | 'applicationStopped'
>

/** Makes the checks 1 to 6, which every operation begins with: the application whose users are meant, or the answer. */
export function admitApplication(
  given: Given,
  operation: keyof typeof requiredParameters,
  failures: Failures,
  applications: Directory['applications'],
): { application: DirectoryApplication } | { answer: Answer } {
  const no = (...parts: Parameters<typeof failure>): { answer: Answer } => ({ answer: failure(...parts) })
  const missing = requiredParameters[operation].find((name) => isAbsent(name, given(name)))
  if (missing !== undefined) return no(failures.parameterMissing, missing)
  const application = applications.byAppid(given('appid'))
  if (application === null) return no(failures.applicationUnknown)
  if (!applications.signatureMatches(application.appid, given('signature')))
    return no(failures.appSignatureWrong)
  if (application.developerStatus === 'overdue')
    return no(failures.developerOverdue, application.developerOverdueDays)
  if (application.developerStatus === 'disabled') return no(failures.developerDisabled)
  if (application.status === 'reviewing') return no(failures.applicationReviewing)
  if (application.status === 'stopped') return no(failures.applicationStopped)
  return { application }
}

function isAbsent(name: string, value: string): boolean {
  return (ours.absentWhenBlank.some((one) => one === name) ? value.trim() : value) === ''
}
