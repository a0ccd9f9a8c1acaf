import type { Desk } from '../desk.ts'
import { adminsProcedures } from './admins.ts'
import { applicationsProcedures } from './applications.ts'
import { auditProcedures } from './audit.ts'
import { builtInProcedures } from './built-in.ts'
import { guarded, signedIn } from './guard.ts'
import { sessionProcedures } from './session.ts'
import { usersProcedures } from './users.ts'

/** Composes the whole router of the contract over a desk; what the contract has and this lacks does not compile. */
export function createRouter(desk: Desk) {
  const on = guarded(desk)
  return on.router({
    session: sessionProcedures(on.session, desk),
    admins: adminsProcedures(on.admins, desk),
    applications: applicationsProcedures(on.applications, desk),
    users: usersProcedures(on.users, desk),
    audit: auditProcedures(on.audit, desk),
    backends: {
      list: on.backends.list.handler(() => desk.backends.list()),
      add: on.backends.add.handler(({ input, context }) => desk.backends.add(signedIn(context), input)),
    },
    builtIn: builtInProcedures(on.builtIn, desk),
    directory: {
      summary: on.directory.summary.handler(() => desk.directory.summary()),
      loadSample: on.directory.loadSample.handler(({ context }) =>
        desk.directory.loadSample(signedIn(context)),
      ),
      removeSample: on.directory.removeSample.handler(({ context }) =>
        desk.directory.removeSample(signedIn(context)),
      ),
    },
    operators: {
      list: on.operators.list.handler(() => desk.operators.list()),
      add: on.operators.add.handler(({ input, context }) => desk.operators.add(signedIn(context), input)),
    },
  })
}
