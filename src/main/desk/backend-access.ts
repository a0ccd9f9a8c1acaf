import { z } from 'zod'
import { Problem } from '../../shared/model/problems.ts'
import { backendFields, backendRows } from '../store/backends.ts'
import type { BackendsTable } from '../store/schema.ts'
import { passwordEncodings, type PasswordEncoding } from '../systems/openim/wire.ts'
import type { Target } from '../systems/target.ts'
import type { TimeLimits } from '../systems/time-limits.ts'
import type { OpenDesk } from './open-desk.ts'

const optionsSchema = z.object({
  passwordEncoding: z.enum(passwordEncodings).default('plain'),
  allowHttp: z.boolean().default(false),
})

/** Says how a backend is reached: its address and consent, and how passwords are written for it. */
export interface BackendAccess {
  target: Target
  passwordEncoding: PasswordEncoding
  isBuiltIn: boolean
  limits: Partial<TimeLimits>
}

// Our own backend hashes at low priority on this same machine: on a busy one its answer takes longer, and will come.
const builtInLimits: Partial<TimeLimits> = { firstByte: 60_000, total: 90_000 }

/** Says whether a backend's row is as the desk wrote it; one that was edited from outside is not used. */
export function isIntactBackend({ vault }: Pick<OpenDesk, 'vault'>, row: BackendsTable): boolean {
  return vault.rowMac('backends', backendFields(row)).equals(row.mac)
}

/** Fails with `SEALED_VALUE_DAMAGED` where a backend's row was edited from outside. */
export function demandIntactBackend(desk: Pick<OpenDesk, 'vault'>, row: BackendsTable): void {
  if (isIntactBackend(desk, row)) return
  throw new Problem('SEALED_VALUE_DAMAGED', { place: `backends / ${row.name}` })
}

/**
 * Gives the way to a backend after checking its row's MAC; fails with `SEALED_VALUE_DAMAGED` where the row was edited
 * from outside, and with `BACKEND_DOWN` where it is the desk's own and does not run.
 */
export function accessBackend(desk: OpenDesk, backendId: string): BackendAccess {
  const row = backendRows(desk.store).get(backendId)
  if (row === undefined) throw new Problem('NOT_FOUND', { what: 'backend' })
  demandIntactBackend(desk, row)
  const { passwordEncoding, allowHttp } = optionsSchema.parse(JSON.parse(row.options))
  const isBuiltIn = row.built_in === 1
  const baseUrl = isBuiltIn ? desk.builtIn.state().url : row.url
  if (baseUrl === null) throw new Problem('BACKEND_DOWN')
  const limits = isBuiltIn ? builtInLimits : {}
  return { target: { baseUrl, allowHttp }, passwordEncoding, isBuiltIn, limits }
}
