import { signedIn, type guarded } from './guard.ts'
import type { Desk } from '../desk.ts'

type Procedures = ReturnType<typeof guarded>['session']

/** Answers the session's part of the contract. */
export function sessionProcedures(on: Procedures, desk: Desk) {
  return {
    status: on.status.handler(({ context }) => desk.status(context.caller)),
    setPreferences: on.setPreferences.handler(({ input, context }) =>
      desk.setPreferences(context.caller, input),
    ),
    checkOperatorRules: on.checkOperatorRules.handler(({ input, context }) =>
      desk.checkOperatorRules(context.caller, input),
    ),
    setUp: on.setUp.handler(({ input, context }) => desk.setUp(context.caller, input)),
    confirmRecoveryKey: on.confirmRecoveryKey.handler(({ input, context }) =>
      desk.confirmRecoveryKey(signedIn(context), input.recoveryKey),
    ),
    signIn: on.signIn.handler(({ input, context }) => desk.signIn(context.caller, input)),
    recover: on.recover.handler(({ input, context }) => desk.recover(context.caller, input)),
    lock: on.lock.handler(({ context }) => {
      desk.lock(signedIn(context).name)
    }),
    touch: on.touch.handler(() => ({ lockAt: desk.touch() })),
    stepUp: on.stepUp.handler(async ({ input, context }) => ({
      until: await desk.stepUp(context.caller, signedIn(context), input.password),
    })),
    watch: on.watch.handler(({ signal, context }) => desk.watch(signal, context.caller)),
  }
}
