import { resetSystems, type ResetSystem } from '../../../shared/model/reset-case.ts'
import type { Environment } from '../../../shared/model/systems.ts'
import { backendRows } from '../../store/backends.ts'
import type { OpenDesk } from '../open-desk.ts'

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
 */
export function placesOf(desk: OpenDesk): ResetPlaceView[] {
  return backendRows(desk.store)
    .list()
    .flatMap(({ id, name, environment, built_in, system }) => {
      const isBuiltIn = built_in === 1
      const systems = isBuiltIn
        ? [...resetSystems]
        : resetSystems.filter((one) => one === system && one !== 'nobase')
      return systems.length === 0 ? [] : [{ id, name, environment, isBuiltIn, systems }]
    })
    .sort((one, other) => Number(other.isBuiltIn) - Number(one.isBuiltIn))
}
