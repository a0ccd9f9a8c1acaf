import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['rotations']

/** Answers the rotations' part of the contract. */
export function rotationsProcedures(on: Procedures, { rotations }: Desk) {
  return {
    plan: on.plan.handler(({ input, context }) => rotations.plan(signedIn(context), input)),
    start: on.start.handler(({ input, context }) => rotations.start(signedIn(context), input)),
    continueWithRest: on.continueWithRest.handler(({ input, context }) =>
      rotations.continueWithRest(signedIn(context), input.rotationId),
    ),
    stop: on.stop.handler(({ input, context }) => rotations.stop(signedIn(context), input.rotationId)),
    resume: on.resume.handler(({ input, context }) => rotations.resume(signedIn(context), input)),
    abandon: on.abandon.handler(({ input, context }) =>
      rotations.abandon(signedIn(context), input.rotationId),
    ),
    get: on.get.handler(({ input }) => rotations.get(input)),
    report: on.report.handler(async ({ input, context }) => ({
      csv: await rotations.report(signedIn(context), input.rotationId),
    })),
    running: on.running.handler(() => rotations.running()),
    list: on.list.handler(({ input }) => rotations.list(input)),
  }
}
