import { currentPasswordOf } from '../../../src/main/desk/accounts/accounts.ts'
import { candidateOf } from '../../../src/main/desk/changes/candidates.ts'
import { subjectOf } from '../../../src/main/desk/changes/change-subject.ts'
import type { OpenDesk } from '../../../src/main/desk/open-desk.ts'
import { changeRows } from '../../../src/main/store/changes/changes.ts'
import type { ChangesTable } from '../../../src/main/store/schema/schema.ts'
import { newOf, oldOf } from './faulty-world.ts'
import type { Person } from './model-backend.ts'

const saysNew = ['confirmed', 'verified']
const saysOld = ['rejected', 'not-sent', 'not-applied']

/** Names whom a change is about. */
export function nameOf(desk: OpenDesk, row: ChangesTable): string {
  const subject = subjectOf(desk, row)
  if (subject === null) throw new Error('a change is about nobody')
  if (subject.kind === 'admin') return subject.account.user_id
  const { user } = subject
  return user.system === 'nobase' ? user.user : user.system === 'shuidi' ? user.phone : user.mbphone
}

/** Compares what the desk says of a change with what is true; gives what is wrong, in words without a secret. */
export function compareWithTruth(desk: OpenDesk, changeId: string, person: Person): string[] {
  const { schedule, inForce } = person
  const row = changeRows(desk.store).get(changeId)
  if (row === undefined) return [`${schedule.name}: its change is gone`]
  const wrong: string[] = []
  const say = (what: string): void => {
    wrong.push(`${schedule.way} ${JSON.stringify(schedule.change)} ${row.state}: ${what}`)
  }
  const old = candidateOf(desk, row, 'old')?.reveal()
  const next = candidateOf(desk, row, 'new')?.reveal()
  // Who forgot a password does not bring it: the desk then has none but the new one to keep.
  const isForgotten = old === undefined && inForce === oldOf(schedule)
  if (inForce !== old && inForce !== next && !isForgotten)
    say('the password in force is not among those kept')
  if (next !== newOf(schedule)) say('the new password is not kept')
  if (saysNew.includes(row.state) && inForce !== next) say('the new password is not in force')
  if (saysOld.includes(row.state) && inForce !== oldOf(schedule)) say('the old password is not in force')
  const subject = subjectOf(desk, row)
  if (subject?.kind === 'admin') {
    const held = currentPasswordOf(desk, subject.account)?.reveal()
    const due = saysNew.includes(row.state) ? newOf(schedule) : oldOf(schedule)
    if (held !== due) say('the vault takes another password for the current one than is proven')
  }
  return wrong
}
