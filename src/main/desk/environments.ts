import type { Environment } from '../../shared/model/systems.ts'
import { backendRows } from '../store/backends/backends.ts'
import type { OpenDesk } from './open-desk.ts'

/** Reads which environment each backend is in, by its id; one that was removed is not in it. */
export function environmentsOf({ store }: Pick<OpenDesk, 'store'>): ReadonlyMap<string, Environment> {
  return new Map(
    backendRows(store)
      .list()
      .map(({ id, environment }) => [id, environment]),
  )
}
