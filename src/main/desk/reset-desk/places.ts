import { resetSystems, type ResetSystem } from '../../../shared/model/reset-case.ts'
import { environments, type Environment } from '../../../shared/model/systems.ts'
import { backendRows } from '../../store/backends/backends.ts'
import { resetRequestRows } from '../../store/resets/reset-requests.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Describes a backend at which the desk can set a user's password. */
export interface ResetPlaceView {
  id: string
  name: string
  environment: Environment
  isBuiltIn: boolean
  systems: ResetSystem[]
}

/**
 * Lists the backends at which the desk can set a forgotten password: our own, which speaks every system, and those
 * that send codes. Another nobase has no way for it: its document asks for the present password or the user's token.
 * First stands where the operator's newest case was, then production before what only stands in for it.
 */
export function placesOf(desk: OpenDesk, { name: operator }: Operator): ResetPlaceView[] {
  const last = resetRequestRows(desk.store).newestOf(operator)?.backend_id
  const rank = ({ id, environment, isBuiltIn }: ResetPlaceView): number =>
    id === last ? -1 : 2 * environments.indexOf(environment) + Number(isBuiltIn)
  return backendRows(desk.store)
    .list()
    .flatMap(({ id, name, environment, built_in, system }) => {
      const isBuiltIn = built_in === 1
      const systems = isBuiltIn
        ? [...resetSystems]
        : resetSystems.filter((one) => one === system && one !== 'nobase')
      return systems.length === 0 ? [] : [{ id, name, environment, isBuiltIn, systems }]
    })
    .sort((one, other) => rank(one) - rank(other))
}
