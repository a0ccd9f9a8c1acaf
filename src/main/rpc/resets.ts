import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['resets']

/** Answers the part of the contract about resets of users' passwords. */
export function resetsProcedures(on: Procedures, desk: Desk) {
  return {
    generate: on.generate.handler(({ input }) => desk.resets.generate(input)),
    revealDraft: on.revealDraft.handler(({ input, context }) =>
      desk.resets.revealDraft(signedIn(context), input.draftId),
    ),
    start: on.start.handler(({ input, context }) => desk.resets.start(signedIn(context), input)),
    continueWithCode: on.continueWithCode.handler(({ input, context }) =>
      desk.resets.continueWithCode(signedIn(context), input),
    ),
  }
}
