import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['backends']

/** Answers the backends' part of the contract. */
export function backendsProcedures(on: Procedures, desk: Desk) {
  const { backends } = desk
  return {
    list: on.list.handler(() => backends.list()),
    standing: on.standing.handler(() => backends.standing()),
    get: on.get.handler(({ input }) => backends.get(input.backendId)),
    add: on.add.handler(({ input, context }) => backends.add(signedIn(context), input)),
    edit: on.edit.handler(({ input, context }) => {
      backends.edit(signedIn(context), input)
    }),
    remove: on.remove.handler(({ input, context }) => {
      backends.remove(signedIn(context), input.backendId)
    }),
    addApplication: on.addApplication.handler(({ input, context }) => {
      backends.addApplication(signedIn(context), input)
    }),
    editApplication: on.editApplication.handler(({ input, context }) =>
      backends.editApplication(signedIn(context), input),
    ),
    removeApplication: on.removeApplication.handler(({ input, context }) => {
      backends.removeApplication(signedIn(context), input)
    }),
    setSecret: on.setSecret.handler(({ input, context }) => {
      backends.setSecret(signedIn(context), input)
    }),
    test: on.test.handler(({ input, context }) => backends.test(signedIn(context), input.backendId)),
  }
}
