import { accountRows } from '../store/accounts.ts'
import { builtInBackendId } from '../store/backends.ts'
import { currentPasswordPlace } from './accounts.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Operator } from './operator.ts'

/** Puts the sample people into an empty directory, and the admins among them, with their passwords, into the vault. */
export function loadSampleData(desk: OpenDesk, operator: Operator): void {
  desk.store.transaction(() => {
    const accounts = accountRows(desk.store)
    for (const admin of desk.directory.sample.load(operator.name)) {
      const id = desk.random.uuid()
      accounts.insert({
        id,
        backend_id: builtInBackendId,
        user_id: admin.userID,
        account: admin.account,
        nickname: admin.nickname,
        level: admin.level,
        sealed_password: Buffer.from(desk.vault.seal('accounts', admin.password, currentPasswordPlace(id))),
        password_score: null,
        password_changed_at: admin.passwordChangedAt,
        last_change_id: null,
        last_change_at: null,
        sample: 1,
      })
    }
  })
  tellPages(desk)
}

/** Takes the sample people out again, also from the table of admins; the audit keeps what was done to them. */
export function removeSampleData(desk: OpenDesk, operator: Operator): void {
  desk.store.transaction(() => {
    desk.directory.sample.remove(operator.name)
    accountRows(desk.store).deleteSample()
  })
  tellPages(desk)
}

function tellPages({ live }: OpenDesk): void {
  live.publish('directory')
  live.publish('admins')
}
