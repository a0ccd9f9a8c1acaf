import { beforeEach, onTestFinished } from 'vitest'
import { addBackend } from '../../../src/main/desk/backends/backend-changes.ts'
import type { RecordedApplication } from '../../../src/main/desk/backends/backend-options.ts'
import { backendsOf } from '../../../src/main/desk/backends/backends.ts'
import type { OpenDesk } from '../../../src/main/desk/open-desk.ts'
import type { Operator } from '../../../src/main/desk/operator.ts'
import {
  addRemoteApplication,
  editRemoteApplication,
} from '../../../src/main/desk/backends/remote-application-changes.ts'
import { nobaseAccess } from '../../../src/main/desk/backends/reset-access.ts'
import { auditRows } from '../../../src/main/store/audit/audit-events.ts'
import { backendSecretRows } from '../../../src/main/store/backends/backend-secrets.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { prepareKeylessDesks } from '../../support/keyless-desk.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** Names who works at such a desk. */
export const ada: Operator = { id: 'op', name: 'ada', role: 'administrator' }

/** Holds what is recorded of an application of which nobody knows how its console is set. */
export const unknown = { tokenValidation: null, allowPasswordChange: null }

/** Says where the backends of such a desk are. */
export const where = { url: 'https://mall.example', environment: 'staging' } as const

/** Opens a desk of its own for each test of a file; gives it, and what its administrator does with nobase backends. */
export function nobaseDeskOfTest() {
  let current: OpenDesk
  beforeEach(() => {
    const desks = prepareKeylessDesks({ folder: tempFolder(), clock: createFixedClock(), settleMs: 1 })
    const assembly = desks.make()
    current = assembly.desk
    onTestFinished(async () => {
      await assembly.close()
      await desks.close()
    })
  })
  return {
    desk: () => current,
    add: (name = 'Mall'): string => addBackend(current, ada, { system: 'nobase', name, ...where }).id,
    enter(backendId: string, appid: string, signature?: string): void {
      addRemoteApplication(current, ada, { backendId, appid, ...unknown, ...(signature && { signature }) })
    },
    edit: (backendId: string, appid: string, to: RecordedApplication, reason = 'as the console says') =>
      editRemoteApplication(current, ada, { backendId, appid, to, reason }),
    detailOf: (id: string) => backendsOf(() => current).get(id),
    signatureFor: (id: string, appid: string): string =>
      nobaseAccess(current, id, appid).appSignature.reveal(),
    events: () => auditRows(current.store).list({}, undefined, 50).toReversed(),
    keptSecrets: (id: string) =>
      backendSecretRows(current.store)
        .list(id)
        .map(({ kind, application }) => [kind, application]),
  }
}
