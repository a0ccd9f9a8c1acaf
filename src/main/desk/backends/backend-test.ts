import type { Outcome } from '../../../shared/model/outcome.ts'
import { assertNever } from '../../../shared/model/assert-never.ts'
import { Secret } from '../../../shared/model/secret.ts'
import { login } from '../../systems/openim/login.client.ts'
import { tryConnection } from '../../systems/try-connection.ts'
import { getShop } from '../../systems/yunhu/get-shop.client.ts'
import { accessBackend, type BackendAccess } from './backend-access.ts'
import { intactBackend } from './backend-row.ts'
import { demandBackendSecret } from './backend-secrets.ts'
import { sendRecorded } from '../exchanges/exchanges.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Says what a test of a backend showed: the outcome of a harmless request or, where there is none, of connecting. */
export type BackendTested =
  | { kind: 'request'; outcome: Outcome }
  | { kind: 'connection'; reached: boolean; failure: string | null; durationMs: number }

/**
 * Tries a backend with a request that changes nothing and tells nobody: the calling admin's sign-in at openim, the shop
 * at yunhu. Elsewhere every request counts a try or sends a message, so that only the connection is tried.
 */
export async function testBackend(desk: OpenDesk, by: Operator, backendId: string): Promise<BackendTested> {
  const access = accessBackend(desk, backendId)
  const request = harmlessRequest(desk, access)
  if (request === null) return { kind: 'connection', ...(await tryConnection(access.target)) }
  const about = { purpose: 'test', operator: by.name, backendId, target: request.target } as const
  const { outcome } = await sendRecorded(desk, about, request.send)
  return { kind: 'request', outcome }
}

interface HarmlessRequest {
  target: string
  send: () => Promise<{ outcome: Outcome }>
}

function harmlessRequest(desk: OpenDesk, access: BackendAccess): HarmlessRequest | null {
  if (access.isBuiltIn) return null
  const row = intactBackend(desk, access.id)
  switch (access.system) {
    case 'openim': {
      const { callingAdmin: account } = access.options
      const password = account === '' ? null : demandBackendSecret(desk, row, 'calling-password')
      if (password === null) return null
      const { passwordEncoding, target } = access
      const input = { account, password, passwordEncoding, operationID: crypto.randomUUID() }
      return { target: account, send: () => login(input, target) }
    }
    case 'yunhu': {
      const session = {
        token: demandBackendSecret(desk, row, 'token') ?? new Secret(''),
        userkey: demandBackendSecret(desk, row, 'userkey') ?? new Secret(''),
      }
      const send = async () => ({ outcome: await getShop({ session }, access.target) })
      return { target: access.name, send }
    }
    case 'nobase':
    case 'shuidi':
      return null
    default:
      return assertNever(access.system)
  }
}
