import type { RuleCheck } from '../../../shared/contract/admins.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { changePasswordRules } from '../../systems/openim/change-password-rules.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Proposal } from './proposal.ts'

/** Judges a proposed change by the rules of the target's document, which stop it, and by the desk's own, which warn. */
export async function judgeProposal(
  desk: Pick<OpenDesk, 'strength'>,
  { account, current, next }: Proposal,
): Promise<{ rules: RuleCheck[]; score: number | null }> {
  const change = { userID: account.user_id, currentPassword: current, newPassword: next }
  const documented = changePasswordRules.map(({ id, source, keeps }): RuleCheck => ({
    id,
    source,
    ok: keeps(change),
    severity: 'stops',
  }))
  if (next.isEmpty) return { rules: documented, score: null }
  const { score, common } = await desk.strength.judge(next, [
    account.account,
    account.nickname,
    account.user_id,
  ])
  const own: RuleCheck[] = [
    { id: 'not-weak', ok: score >= thresholds.weakBelowScore, severity: 'warns', source: null },
    { id: 'not-common', ok: !common, severity: 'warns', source: null },
  ]
  return { rules: [...documented, ...own], score }
}
