import type { Desk } from '../desk.ts'
import type { guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['findings']

/** Answers the findings' part of the contract. */
export function findingsProcedures(on: Procedures, desk: Desk) {
  return {
    list: on.list.handler(({ input }) => desk.findings.list(input)),
    summary: on.summary.handler(() => desk.findings.summary()),
  }
}
