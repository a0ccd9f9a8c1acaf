import { draftPassword, revealDraft, revealPassword, verifyPassword } from './admin-secrets.ts'
import { addAdmin, type NewAdmin } from '../backends/backends.ts'
import { adminHistory, getAdmin, listAdmins, type AdminQuery } from './admin-views.ts'
import { changeAdminPassword } from '../changes/change-admin-password.ts'
import { judgeProposal } from '../changes/change-rules.ts'
import { dryRunChange } from '../changes/dry-run.ts'
import { lookUpAdmin, type AdminToLookUp } from './look-up-admin.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { removeAdmin } from './remove-admin.ts'
import { resolveProposal, type ProposalInput } from '../changes/proposal.ts'

/** Gives the use cases of admins over a desk whose store is open when they are called. */
export function adminsOf(need: () => OpenDesk) {
  return {
    list: (query: AdminQuery) => listAdmins(need(), query),
    lookUp: (by: Operator, asked: AdminToLookUp) => lookUpAdmin(need(), by, asked),
    add: (by: Operator, given: NewAdmin) => addAdmin(need(), by, given),
    remove: (by: Operator, given: Parameters<typeof removeAdmin>[2]): void => {
      removeAdmin(need(), by, given)
    },
    get: (accountId: string) => getAdmin(need(), accountId),
    history: (query: Parameters<typeof adminHistory>[1]) => adminHistory(need(), query),
    generate: (input: { accountId: string; length: number }) => draftPassword(need(), input),
    revealDraft: (by: Operator, draftId: string) => revealDraft(need(), by, draftId),
    checkRules: (input: ProposalInput) => judgeProposal(need(), resolveProposal(need(), input)),
    dryRun: (input: ProposalInput) => dryRunChange(need(), input),
    change: async (by: Operator, input: Parameters<typeof changeAdminPassword>[2]) => {
      const desk = need()
      const result = await desk.finishBeforeExit(changeAdminPassword(desk, by, input))
      return { ...result, keptDays: desk.settings.current().retention.candidatesDays }
    },
    reveal: (by: Operator, accountId: string) => revealPassword(need(), by, accountId),
    verify: (by: Operator, accountId: string) => verifyPassword(need(), by, accountId),
  }
}
