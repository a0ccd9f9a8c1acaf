import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['audit']

/** Answers the audit's part of the contract. */
export function auditProcedures(on: Procedures, desk: Desk) {
  return {
    list: on.list.handler(({ input: { before, limit, ...filter } }) =>
      desk.audit.list(filter, { before, limit }),
    ),
    facets: on.facets.handler(() => desk.audit.facets()),
    chain: on.chain.handler(() => desk.audit.chain()),
    verify: on.verify.handler(({ context }) => desk.audit.verify(signedIn(context))),
  }
}
