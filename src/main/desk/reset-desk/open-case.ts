import { Problem } from '../../../shared/model/problems.ts'
import type { ResetSystem } from '../../../shared/model/reset-case.ts'
import { builtInBackendId } from '../../store/backends/backends.ts'
import { resetRequestRows } from '../../store/resets/reset-requests.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { recordCaseStep } from './case-row.ts'
import { placesOf } from './places.ts'

/** Carries who calls, about whom, and why. */
export interface NewCase {
  backendId: string
  system: ResetSystem
  user: { num: number } | { phone: string; uid: string }
  caller: string
  reason: string
  ticket: string
}

interface Person {
  account: string
  uid: string
  appid: string
  nickname: string
}

/**
 * Opens a case and gives its id. Fails with `REASON_MISSING` where neither a reason nor a ticket is given, with `NO_PHONE`
 * where the way needs a phone that the user does not have, and with `RESET_OPEN` where the user has an open case already:
 * two agents on one caller would void each other's codes.
 */
export function openCase(desk: OpenDesk, by: Operator, input: NewCase): string {
  const { backendId, system, caller, reason, ticket } = input
  const place = placesOf(desk, by).find(({ id }) => id === backendId)
  if (!place?.systems.includes(system)) throw new Problem('NOT_FOUND', { what: 'backend' })
  if (reason === '' && ticket === '') throw new Problem('REASON_MISSING')
  const person = personOf(desk, input)
  const cases = resetRequestRows(desk.store)
  const id = desk.random.uuid()
  desk.store.transaction(() => {
    const open = cases.openOf({ backend_id: backendId, system, account: person.account, uid: person.uid })
    if (open !== undefined) throw new Problem('RESET_OPEN', { id: open.id, number: open.number })
    const number = cases.nextNumber()
    cases.insert({
      id,
      number,
      backend_id: backendId,
      system,
      ...person,
      caller,
      reason,
      ticket,
      state: 'opened',
      checks: '[]',
      verified_at: null,
      captcha_id: null,
      captcha_expires_at: null,
      codeid: null,
      code_sent_at: null,
      code_expires_at: null,
      code_tries: 0,
      change_id: null,
      opened_by: by.name,
      opened_at: desk.timestamp(),
      closed_by: null,
      closed_at: null,
    })
    recordCaseStep(desk, { id, number, account: person.account }, by, {
      step: 'opened',
      detail: {
        system,
        backend: place.name,
        ...(ticket !== '' && { ticket }),
        ...(reason !== '' && { reason }),
      },
    })
  })
  return id
}

function personOf(desk: OpenDesk, { backendId, system, user }: NewCase): Person {
  if (!('num' in user)) {
    const isWhole = system === 'yunhu' || user.uid !== ''
    if (backendId === builtInBackendId || !isWhole) throw new Problem('NOT_FOUND', { what: 'user' })
    return { account: user.phone, uid: system === 'yunhu' ? '' : user.uid, appid: '', nickname: '' }
  }
  const found = backendId === builtInBackendId ? desk.directory.users.byNum(user.num) : null
  if (found === null) throw new Problem('NOT_FOUND', { what: 'user' })
  const { uid, appid, nickname, phone } = found
  if (system === 'nobase') return { account: found.account, uid: String(uid), appid, nickname }
  if (phone === '') throw new Problem('NO_PHONE')
  return { account: phone, uid: system === 'yunhu' ? '' : String(uid), appid, nickname }
}
