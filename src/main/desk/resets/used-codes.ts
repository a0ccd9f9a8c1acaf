import { Problem } from '../../../shared/model/problems.ts'
import { changeRows } from '../../store/changes/changes.ts'
import { subjectKey, usedCodesOf, type ChangeSubject } from '../changes/change-subject.ts'
import type { OpenDesk } from '../open-desk.ts'

const changesLookedAt = 50

/**
 * Gives the keyed hash under which a code is kept once it was sent; null where there is none. Fails with `CODE_USED`
 * where the code was sent for this user before: whatever became of that request, it counts as used up.
 */
export function unusedCode(desk: OpenDesk, subject: ChangeSubject, code: string | null): string | undefined {
  if (code === null) return undefined
  const key = subjectKey(subject)
  const mac = desk.vault.tokenMac(`reset code ${key} ${code}`).toString('hex')
  const isUsed = changeRows(desk.store)
    .ofSubject(key, changesLookedAt)
    .some((change) => usedCodesOf(change).includes(mac))
  if (isUsed) throw new Problem('CODE_USED')
  return mac
}
