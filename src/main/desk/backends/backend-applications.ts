import { Problem } from '../../../shared/model/problems.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import { backendOptions, hasSoleApplication, type RecordedApplication } from './backend-options.ts'

/** Gives an application of a backend; fails with `NOT_FOUND` where the backend is not set up for it. */
export function demandApplication(row: BackendsTable, appid: string): RecordedApplication {
  const application = backendOptions(row).applications.find((one) => one.appid === appid)
  if (application === undefined) throw new Problem('NOT_FOUND', { what: 'application' })
  return application
}

/** Names under what the credentials of an application are kept: nothing where the backend was set up for it alone. */
export function keptUnder(row: BackendsTable, appid: string): string {
  return hasSoleApplication(row) ? '' : appid
}
