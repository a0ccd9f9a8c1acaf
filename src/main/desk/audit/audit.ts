import type { ReportLanguage } from '../../audit/report-words.ts'
import type { EventFormat } from '../../audit/event-text.ts'
import type { OtherEventsTask } from '../../audit/read-other-events.ts'
import type { AuditFilter } from '../../store/audit/audit-events.ts'
import { reportOnAudit, reportOnCopy } from './audit-report.ts'
import { auditFacets, chainState, listAudit, type AuditPageQuery } from './audit-views.ts'
import { exportAudit } from './export-audit.ts'
import type { Asker } from '../newest-question.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { exportOther, listOther, otherFacets } from './other-audits.ts'
import { countOtherFindings, listOtherFindings } from './other-findings.ts'
import { takeCopy } from './take-copy.ts'
import { verifyCopy, verifyOwn } from './verification.ts'

/** Gives the use cases of the audit over a desk whose store is open when they are called. */
export function auditOf(need: () => OpenDesk) {
  return {
    list: (filter: AuditFilter, page: AuditPageQuery) => listAudit(need(), filter, page),
    facets: () => auditFacets(need()),
    chain: () => chainState(need()),
    verify: (by: Operator) => verifyOwn(need(), by),
    openCopy: (by: Operator, copy: { path: string; publicKey?: string | undefined }) =>
      verifyCopy(need(), by, copy),
    listCopy: (task: OtherEventsTask, asker: Asker) => listOther(need(), task, asker),
    listCopyFindings: (asked: Parameters<typeof listOtherFindings>[1], asker: Asker) =>
      listOtherFindings(need(), asked, asker),
    countCopyFindings: (asked: { path: string }) => countOtherFindings(need(), asked),
    copyFacets: (task: { path: string }) => otherFacets(need(), task),
    exportCopy: (by: Operator, asked: Parameters<typeof exportOther>[2]) => exportOther(need(), by, asked),
    export: (by: Operator, filter: AuditFilter, format: EventFormat) =>
      exportAudit(need(), by, { filter, format }),
    takeCopy: (by: Operator) => takeCopy(need(), by),
    report: (by: Operator, language: ReportLanguage) => reportOnAudit(need(), by, language),
    reportOnCopy: (by: Operator, copy: Parameters<typeof reportOnCopy>[2]) => reportOnCopy(need(), by, copy),
  }
}
