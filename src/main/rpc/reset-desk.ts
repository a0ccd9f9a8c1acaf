import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['resetDesk']

/** Answers the reset desk's part of the contract. */
export function resetDeskProcedures(on: Procedures, { resetDesk }: Desk) {
  return {
    list: on.list.handler(({ input }) => resetDesk.list(input)),
    places: on.places.handler(({ context }) => resetDesk.places(signedIn(context))),
    withoutCode: on.withoutCode.handler(({ input }) => resetDesk.withoutCode(input.num)),
    get: on.get.handler(({ input }) => resetDesk.get(input.id)),
    open: on.open.handler(({ input, context }) => resetDesk.open(signedIn(context), input)),
    verifyCaller: on.verifyCaller.handler(({ input, context }) =>
      resetDesk.verifyCaller(signedIn(context), input),
    ),
    captcha: on.captcha.handler(({ input, context }) => resetDesk.captcha(signedIn(context), input.id)),
    sendCode: on.sendCode.handler(({ input, context }) => resetDesk.sendCode(signedIn(context), input)),
    setPassword: on.setPassword.handler(({ input, context }) =>
      resetDesk.setPassword(signedIn(context), input),
    ),
    decide: on.decide.handler(({ input, context }) => resetDesk.decide(signedIn(context), input)),
    handOver: on.handOver.handler(({ input, context }) => resetDesk.handOver(signedIn(context), input.id)),
    makeProof: on.makeProof.handler(({ input, context }) => resetDesk.makeProof(signedIn(context), input.id)),
    close: on.close.handler(({ input, context }) => resetDesk.close(signedIn(context), input)),
  }
}
