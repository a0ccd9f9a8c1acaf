import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['admins']

/** Answers the admins' part of the contract. */
export function adminsProcedures(on: Procedures, desk: Desk) {
  return {
    list: on.list.handler(({ input }) => desk.admins.list(input)),
    lookUp: on.lookUp.handler(({ input, context }) => desk.admins.lookUp(signedIn(context), input)),
    add: on.add.handler(({ input, context }) => desk.admins.add(signedIn(context), input)),
    remove: on.remove.handler(({ input, context }) => {
      desk.admins.remove(signedIn(context), input)
    }),
    get: on.get.handler(({ input }) => desk.admins.get(input.accountId)),
    history: on.history.handler(({ input }) => desk.admins.history(input)),
    generate: on.generate.handler(({ input }) => desk.admins.generate(input)),
    revealDraft: on.revealDraft.handler(({ input, context }) =>
      desk.admins.revealDraft(signedIn(context), input.draftId),
    ),
    checkRules: on.checkRules.handler(({ input }) => desk.admins.checkRules(input)),
    dryRun: on.dryRun.handler(({ input }) => desk.admins.dryRun(input)),
    change: on.change.handler(({ input, context }) => desk.admins.change(signedIn(context), input)),
    reveal: on.reveal.handler(({ input, context }) => desk.admins.reveal(signedIn(context), input.accountId)),
    verify: on.verify.handler(({ input, context }) => desk.admins.verify(signedIn(context), input.accountId)),
  }
}
