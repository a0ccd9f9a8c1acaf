import type { Desk } from '../desk.ts'
import { accountFilesProcedures } from './account-files.ts'
import { adminsProcedures } from './admins.ts'
import { applicationsProcedures } from './applications.ts'
import { auditProcedures } from './audit.ts'
import { backendsProcedures } from './backends.ts'
import { builtInProcedures } from './built-in.ts'
import { clipboardProcedures } from './clipboard.ts'
import { documentProcedures } from './documents.ts'
import { exchangesProcedures } from './exchanges.ts'
import { changesProcedures } from './changes.ts'
import { findingsProcedures } from './findings.ts'
import { guarded, signedIn } from './guard.ts'
import { resetDeskProcedures } from './reset-desk.ts'
import { resetsProcedures } from './resets.ts'
import { overviewProcedures } from './overview.ts'
import { operatorsProcedures } from './operators.ts'
import { rotationsProcedures } from './rotations.ts'
import { maintenanceProcedures } from './maintenance.ts'
import { sessionProcedures } from './session.ts'
import { settingsProcedures } from './settings.ts'
import { usersProcedures } from './users.ts'

/** Composes the whole router of the contract over a desk; what the contract has and this lacks does not compile. */
export function createRouter(desk: Desk) {
  const on = guarded(desk)
  return on.router({
    session: sessionProcedures(on.session, desk),
    admins: adminsProcedures(on.admins, desk),
    applications: applicationsProcedures(on.applications, desk),
    rotations: rotationsProcedures(on.rotations, desk),
    findings: findingsProcedures(on.findings, desk),
    maintenance: maintenanceProcedures(on.maintenance, desk),
    settings: settingsProcedures(on.settings, desk),
    users: usersProcedures(on.users, desk),
    audit: auditProcedures(on.audit, desk),
    backends: backendsProcedures(on.backends, desk),
    ...accountFilesProcedures(on, desk),
    ...exchangesProcedures(on, desk),
    ...overviewProcedures(on, desk),
    builtIn: builtInProcedures(on.builtIn, desk),
    changes: changesProcedures(on.changes, desk),
    clipboard: clipboardProcedures(on.clipboard, desk),
    resets: resetsProcedures(on.resets, desk),
    resetDesk: resetDeskProcedures(on.resetDesk, desk),
    directory: {
      summary: on.directory.summary.handler(() => desk.directory.summary()),
      loadSample: on.directory.loadSample.handler(({ context }) =>
        desk.directory.loadSample(signedIn(context)),
      ),
      removeSample: on.directory.removeSample.handler(({ context }) =>
        desk.directory.removeSample(signedIn(context)),
      ),
      ...documentProcedures(on.directory, desk),
    },
    operators: operatorsProcedures(on.operators, desk),
  })
}
