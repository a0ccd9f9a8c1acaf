import { accountRows } from '../../store/accounts/accounts.ts'
import { enterDirectoryAdmin } from './directory-accounts.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Puts the sample people into an empty directory, and the admins among them, with their passwords, into the vault. */
export function loadSampleData(desk: OpenDesk, operator: Operator): void {
  desk.store.transaction(() => {
    for (const admin of desk.directory.sample.load(operator.name)) {
      enterDirectoryAdmin(desk, { ...admin, passwordReplaced: true }, { sample: true })
    }
  })
  desk.directory.backgroundHashing.start()
  desk.judging.start()
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
