import { Problem } from '../../../shared/model/problems.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { AccountRow } from '../../store/accounts/accounts.ts'
import { accountOf, currentPasswordOf } from '../accounts/accounts.ts'
import type { OpenDesk } from '../open-desk.ts'

/**
 * Carries a proposed change: passwords typed or named by where the desk keeps them, as the page sends it, or generated
 * just now by the desk itself.
 */
export interface ProposalInput {
  accountId: string
  current: { from: 'vault' } | { from: 'typed'; password: string }
  next:
    | { from: 'typed'; password: string }
    | { from: 'draft'; draftId: string }
    | { from: 'generated'; secret: Secret }
}

/** Carries a proposed change with its passwords in hand. */
export interface Proposal {
  account: AccountRow
  current: Secret
  next: Secret
  from: 'typed' | 'generated'
}

/** Fetches what a proposed change names; fails where the vault holds no current password or the draft has run out. */
export function resolveProposal(desk: OpenDesk, input: ProposalInput): Proposal {
  const account = accountOf(desk, input.accountId)
  const current =
    input.current.from === 'typed' ? new Secret(input.current.password) : currentPasswordOf(desk, account)
  if (current === null) throw new Problem('PASSWORD_NOT_KNOWN')
  if (input.next.from === 'typed') {
    return { account, current, next: new Secret(input.next.password), from: 'typed' }
  }
  if (input.next.from === 'generated') {
    return { account, current, next: input.next.secret, from: 'generated' }
  }
  const draft = desk.drafts.get(input.next.draftId)
  if (draft.accountId !== account.id) throw new Problem('DRAFT_GONE')
  return { account, current, next: draft.secret, from: 'generated' }
}
