import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['changes']

/** Answers the part of the contract about changes whose outcome is open. */
export function changesProcedures(on: Procedures, desk: Desk) {
  return {
    open: on.open.handler(({ context }) => desk.changes.open(signedIn(context))),
    get: on.get.handler(({ input, context }) => desk.changes.get(signedIn(context), input.changeId)),
    resolve: on.resolve.handler(({ input, context }) => desk.changes.resolve(signedIn(context), input)),
    decide: on.decide.handler(({ input: { changeId, ...decision }, context }) =>
      desk.changes.resolve(signedIn(context), { changeId, decision }),
    ),
    candidates: on.candidates.handler(({ input }) => desk.changes.candidates(input.changeId)),
    reveal: on.reveal.handler(({ input, context }) => desk.changes.reveal(signedIn(context), input)),
  }
}
