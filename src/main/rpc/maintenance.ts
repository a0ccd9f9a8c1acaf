import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['maintenance']

/** Answers the maintenance's part of the contract. */
export function maintenanceProcedures(on: Procedures, desk: Desk) {
  return {
    backUpNow: on.backUpNow.handler(({ input, context }) =>
      desk.maintenance.backUpNow(signedIn(context), input.folder),
    ),
    lastBackup: on.lastBackup.handler(() => desk.maintenance.lastBackup()),
    backups: on.backups.handler(() => desk.maintenance.listBackups()),
    inspectBackup: on.inspectBackup.handler(({ input, context }) =>
      desk.maintenance.inspectBackup(signedIn(context), input.from),
    ),
    restore: on.restore.handler(({ input, context }) =>
      desk.maintenance.restoreHere(signedIn(context), input),
    ),
    doctor: on.doctor.handler(() => desk.maintenance.doctor()),
  }
}
