import type { OpenDesk } from '../../../src/main/desk/open-desk.ts'
import type { Operator } from '../../../src/main/desk/operator.ts'
import { addBackend } from '../../../src/main/desk/backends/backend-changes.ts'
import { addAdmin } from '../../../src/main/desk/backends/backends.ts'
import { addRemoteApplication } from '../../../src/main/desk/backends/remote-application-changes.ts'
import {
  changeAdminPassword,
  type ChangeResult,
} from '../../../src/main/desk/changes/change-admin-password.ts'
import { resetUserPassword, type ResetInput } from '../../../src/main/desk/resets/reset-user-password.ts'
import { setBackendSecret } from '../../../src/main/desk/backends/backend-secrets.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { isLate, type Fault, type Schedule, type Way } from './fault-schedule.ts'
import type { ModelBackend } from './model-backend.ts'

/** Is the operator of every faulty world. */
export const operator: Operator = { id: 'op', name: 'ada', role: 'administrator' }

/** Gives how long a client waits where an answer will be late, in milliseconds. */
export const patience = 250

/** Gives a desk that waits long for an answer, or gives up soon where one of these faults is a late one. */
export function deskFor(desk: OpenDesk, faults: readonly (Fault | undefined)[]): OpenDesk {
  const firstByte = faults.some(isLate) ? patience : 60_000
  return { ...desk, timeLimits: { connect: 60_000, firstByte, total: 120_000 } }
}

/** Gives the password of a person before a change. */
export const oldOf = ({ name }: Schedule): string => `OldPass${name}`

/** Gives the password that a change sets. */
export const newOf = ({ name }: Schedule): string => `NewPass${name}`

/** Carries what changes the passwords of a faulty world through one desk. */
export interface FaultyWorld {
  /** Enters people at the backend, and admins in the desk. */
  enter(schedules: readonly Schedule[]): void
  change(schedule: Schedule): Promise<ChangeResult>
}

/** Connects a desk to the model, as one backend of each system. */
export function connectWorld(desk: OpenDesk, model: ModelBackend): FaultyWorld {
  const add = (system: 'openim' | 'nobase' | 'shuidi' | 'yunhu', path = ''): string =>
    addBackend(desk, operator, {
      system,
      name: system,
      url: model.url + path,
      environment: 'staging',
    }).id
  const nobase = add('nobase')
  addRemoteApplication(desk, operator, {
    backendId: nobase,
    appid: 'app-1',
    tokenValidation: null,
    allowPasswordChange: null,
    signature: 'app-signature',
  })
  const backends: Record<Way, string> = {
    openim: add('openim'),
    'nobase-password': nobase,
    'nobase-token': nobase,
    shuidi: add('shuidi'),
    yunhu: add('yunhu', '/ErpServer/h5api/1/2'),
  }
  setBackendSecret(desk, operator, { backendId: backends.shuidi, kind: 'sign-key', secret: 'a-sign-key' })
  const accounts = new Map<string, string>()
  return {
    enter(schedules) {
      desk.store.transaction(() => {
        for (const schedule of schedules) {
          const { name, way } = schedule
          model.people.set(name, { schedule, inForce: oldOf(schedule), changes: 0, signIns: 0 })
          if (way !== 'openim') continue
          const { accountId } = addAdmin(desk, operator, {
            backendId: backends.openim,
            userID: name,
            account: name,
            nickname: '',
            currentPassword: oldOf(schedule),
          })
          accounts.set(name, accountId)
        }
      })
    },
    change(schedule) {
      const view = deskFor(desk, [schedule.change])
      const next = { from: 'typed', password: newOf(schedule) } as const
      const { name, way } = schedule
      if (way === 'openim') {
        const accountId = accounts.get(name) ?? ''
        return changeAdminPassword(view, operator, {
          accountId,
          current: { from: 'vault' },
          next,
          confirmation: name,
        })
      }
      const rest = { backendId: backends[way], next, reason: 'forgotten', confirmation: name }
      return resetUserPassword(view, operator, { ...rest, ...userOf(schedule, way) })
    },
  }
}

function userOf(schedule: Schedule, way: Exclude<Way, 'openim'>): Pick<ResetInput, 'user' | 'proof'> {
  const { name } = schedule
  const code = { by: 'code', secret: new Secret('111111'), codeid: '1' } as const
  switch (way) {
    case 'nobase-password':
      return {
        user: { system: 'nobase', appid: 'app-1', user: name, by: 'password' },
        proof: { by: 'password', secret: new Secret(oldOf(schedule)) },
      }
    case 'nobase-token':
      return {
        user: { system: 'nobase', appid: 'app-1', user: name, by: 'token' },
        proof: { by: 'token', secret: new Secret(name) },
      }
    case 'shuidi':
      return { user: { system: 'shuidi', phone: name, uid: name }, proof: code }
    case 'yunhu':
      return { user: { system: 'yunhu', mbphone: name }, proof: code }
  }
}
