import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['users']

/** Answers the users' part of the contract. */
export function usersProcedures(on: Procedures, desk: Desk) {
  return {
    list: on.list.handler(({ input }) => desk.users.list(input)),
    get: on.get.handler(({ input }) => desk.users.get(input.num)),
    setSignText: on.setSignText.handler(({ input, context }) =>
      desk.users.setSignText(signedIn(context), input),
    ),
    issueToken: on.issueToken.handler(({ input, context }) =>
      desk.users.issueToken(signedIn(context), input),
    ),
    revokeToken: on.revokeToken.handler(({ input, context }) =>
      desk.users.revokeToken(signedIn(context), input),
    ),
    revokeAllTokens: on.revokeAllTokens.handler(({ input, context }) =>
      desk.users.revokeAllTokens(signedIn(context), input.num),
    ),
  }
}
