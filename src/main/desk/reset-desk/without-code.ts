import { Problem } from '../../../shared/model/problems.ts'
import type { WithoutCodeObstacle } from '../../../shared/model/reset-case.ts'
import type { DirectoryApplication } from '../../directory/applications.ts'
import { applicationFault } from '../../systems/nobase/application-checks.ts'
import type { OpenDesk } from '../open-desk.ts'

/**
 * Says what keeps a user of the built-in directory from a reset without a code as things stand; null where nothing
 * does. Fails with `NOT_FOUND` where there is no such user.
 */
export function withoutCode(
  { directory }: Pick<OpenDesk, 'directory'>,
  num: number,
): { num: number; appid: string; obstacle: WithoutCodeObstacle | null } {
  const user = directory.users.byNum(num)
  if (user === null) throw new Problem('NOT_FOUND', { what: 'user' })
  const { appid } = user
  return { num, appid, obstacle: obstacleOf(directory.applications.byAppid(appid)) }
}

/** Looks at the checks 4 to 8 of newPass: they are the application's, whatever is sent. */
function obstacleOf(application: DirectoryApplication | null): WithoutCodeObstacle | null {
  if (application === null || applicationFault(application) !== null) return 'application-unavailable'
  if (!application.allowPasswordChange) return 'change-not-allowed'
  return application.tokenValidation ? null : 'token-validation-off'
}
