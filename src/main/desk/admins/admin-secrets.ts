import type { Outcome } from '../../../shared/model/outcome.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { generatePassword } from '../../passwords/generator.ts'
import { login } from '../../systems/openim/login.client.ts'
import { accountOf, currentPasswordOf } from '../accounts/accounts.ts'
import { accessBackend } from '../backends/backend-access.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Makes a password that fits every rule of the target and keeps it in the desk; the page gets only its measure. */
export async function draftPassword(
  desk: OpenDesk,
  { accountId, length }: { accountId: string; length: number },
) {
  const account = accountOf(desk, accountId)
  const secret = generatePassword(desk.random, { length, classes: ['letters', 'digits', 'signs'] })
  const { score } = await desk.strength.judge(secret, [account.account])
  const draft = desk.drafts.put(account.id, secret)
  return { draftId: draft.id, length, score, expiresAt: new Date(draft.expiresAt).toISOString() }
}

/** Shows a draft, and records that it was shown. */
export function revealDraft(desk: OpenDesk, operator: Operator, draftId: string): { password: string } {
  const draft = desk.drafts.get(draftId)
  recordReveal(desk, operator, accountOf(desk, draft.accountId).account, 'draft')
  return { password: draft.secret.reveal() }
}

/** Shows the password that the vault holds for an admin, and records that it was shown. */
export function revealPassword(desk: OpenDesk, operator: Operator, accountId: string): { password: string } {
  const account = accountOf(desk, accountId)
  const password = currentPasswordOf(desk, account)
  if (password === null) throw new Problem('PASSWORD_NOT_KNOWN')
  recordReveal(desk, operator, account.account, 'current')
  return { password: password.reveal() }
}

/** Signs in at the backend with the password that the vault holds, to see whether it is the one in force. */
export async function verifyPassword(
  desk: OpenDesk,
  operator: Operator,
  accountId: string,
): Promise<Outcome> {
  const account = accountOf(desk, accountId)
  const password = currentPasswordOf(desk, account)
  if (password === null) throw new Problem('PASSWORD_NOT_KNOWN')
  const { target, passwordEncoding } = accessBackend(desk, account.backend_id)
  const input = { account: account.account, password, passwordEncoding, operationID: crypto.randomUUID() }
  const { outcome } = await login(input, target)
  desk.store.transaction(() => {
    desk.audit.append({
      action: 'admin-password.verified',
      result: outcome.status === 'succeeded' ? 'done' : 'failed',
      actor: operator.name,
      target: account.account,
      detail: { status: outcome.status, reason: outcome.reason, backend: account.backend_name },
    })
    desk.exchangeLog.record({
      purpose: 'verify',
      operator: operator.name,
      backendId: account.backend_id,
      target: account.account,
      outcome,
    })
  })
  return outcome
}

function recordReveal(desk: OpenDesk, operator: Operator, target: string, what: string): void {
  desk.audit.append({
    action: 'admin-password.revealed',
    result: 'done',
    actor: operator.name,
    target,
    detail: { what },
  })
}
