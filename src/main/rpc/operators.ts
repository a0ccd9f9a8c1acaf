import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['operators']

/** Answers the operators' part of the contract. */
export function operatorsProcedures(on: Procedures, desk: Desk) {
  return {
    list: on.list.handler(() => desk.operators.list()),
    add: on.add.handler(({ input, context }) => desk.operators.add(signedIn(context), input)),
    setRole: on.setRole.handler(({ input, context }) => desk.operators.setRole(signedIn(context), input)),
    disable: on.disable.handler(({ input, context }) => {
      desk.operators.disable(signedIn(context), input.id)
    }),
    readmit: on.readmit.handler(({ input, context }) => desk.operators.readmit(signedIn(context), input)),
    unlock: on.unlock.handler(({ input, context }) => {
      desk.operators.unlock(signedIn(context), input.id)
    }),
    changeOwnPassword: on.changeOwnPassword.handler(({ input, context }) =>
      desk.operators.changeOwnPassword(context.caller, signedIn(context), input),
    ),
    newRecoveryKey: on.newRecoveryKey.handler(({ context }) =>
      desk.operators.replaceRecoveryKey(signedIn(context)),
    ),
  }
}
