import type { UserReference } from '../../../shared/model/user-reference.ts'
import { generatePassword, type PasswordAlphabet } from '../../passwords/generator.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

type UserSystem = UserReference['system']

const taken: Record<UserSystem, readonly PasswordAlphabet[]> = {
  nobase: ['letters', 'digits'],
  shuidi: ['letters', 'digits', 'signs'],
  yunhu: ['letters', 'digits', 'signs'],
}

/** Names what a draft for a reset is meant for: it is taken at this backend and system alone. */
export function draftOwner(backendId: string, system: UserSystem): string {
  return `reset/${backendId}/${system}`
}

/** Makes a password of the characters that a system takes, or of fewer classes of them, and keeps it in the desk. */
export async function draftForReset(
  desk: OpenDesk,
  {
    backendId,
    system,
    length,
    classes = taken[system],
  }: { backendId: string; system: UserSystem; length: number; classes?: readonly PasswordAlphabet[] },
) {
  const secret = generatePassword(desk.random, { length, classes })
  const { score } = await desk.strength.judge(secret, [])
  const draft = desk.drafts.put(draftOwner(backendId, system), secret)
  return { draftId: draft.id, length, score, expiresAt: new Date(draft.expiresAt).toISOString() }
}

/** Shows a draft, so that it can be told to its user, and records that it was shown. */
export function revealResetDraft(desk: OpenDesk, by: Operator, draftId: string): { password: string } {
  const draft = desk.drafts.get(draftId)
  desk.audit.append({
    action: 'user-password.candidate-revealed',
    result: 'done',
    actor: by.name,
    target: draft.accountId,
    detail: { what: 'draft' },
  })
  return { password: draft.secret.reveal() }
}
