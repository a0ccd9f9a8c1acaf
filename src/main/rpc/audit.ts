import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'
import { toldStream } from './told-stream.ts'

type Procedures = ReturnType<typeof guarded>['audit']

/** Answers the audit's part of the contract. */
export function auditProcedures(on: Procedures, desk: Desk) {
  return {
    list: on.list.handler(({ input: { oldestFirst, before, after, limit, ...filter } }) =>
      desk.audit.list(filter, { oldestFirst, before, after, limit }),
    ),
    facets: on.facets.handler(() => desk.audit.facets()),
    chain: on.chain.handler(() => desk.audit.chain()),
    verify: on.verify.handler(({ context }) => toldStream(desk.audit.verify(signedIn(context)))),
    openCopy: on.openCopy.handler(({ input, context }) =>
      toldStream(desk.audit.openCopy(signedIn(context), input)),
    ),
    listCopy: on.listCopy.handler(
      ({ input: { path, oldestFirst, before, after, limit, ...filter }, context: { caller }, signal }) =>
        desk.audit.listCopy({ path, filter, oldestFirst, before, after, limit }, { name: caller, signal }),
    ),
    listCopyFindings: on.listCopyFindings.handler(({ input, context: { caller }, signal }) =>
      desk.audit.listCopyFindings(input, { name: caller, signal }),
    ),
    countCopyFindings: on.countCopyFindings.handler(({ input }) => desk.audit.countCopyFindings(input)),
    copyFacets: on.copyFacets.handler(({ input }) => desk.audit.copyFacets(input)),
    exportCopy: on.exportCopy.handler(({ input: { path, format, ...filter }, context }) =>
      toldStream(desk.audit.exportCopy(signedIn(context), { path, filter, format })),
    ),
    export: on.export.handler(({ input: { format, ...filter }, context }) =>
      toldStream(desk.audit.export(signedIn(context), filter, format)),
    ),
    takeCopy: on.takeCopy.handler(({ context }) => toldStream(desk.audit.takeCopy(signedIn(context)))),
    report: on.report.handler(({ input, context }) => desk.audit.report(signedIn(context), input.language)),
    reportOnCopy: on.reportOnCopy.handler(({ input, context }) =>
      desk.audit.reportOnCopy(signedIn(context), input),
    ),
  }
}
