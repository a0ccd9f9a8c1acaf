import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['builtIn']

/** Answers the built-in backend's part of the contract. */
export function builtInProcedures(on: Procedures, desk: Desk) {
  return {
    state: on.state.handler(() => desk.builtIn.state()),
    start: on.start.handler(({ input, context }) => desk.builtIn.start(signedIn(context).name, input.port)),
    stop: on.stop.handler(({ context }) => desk.builtIn.stop(signedIn(context).name)),
    samples: on.samples.handler(() => desk.builtIn.samples()),
    requests: on.requests.handler(({ input }) => desk.builtIn.requests(input)),
    outbox: on.outbox.handler(({ input }) => desk.builtIn.outbox(input)),
    revealCode: on.revealCode.handler(({ input, context }) =>
      desk.builtIn.revealCode(signedIn(context), input.id),
    ),
  }
}
