import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['settings']

/** Answers the settings' part of the contract. */
export function settingsProcedures(on: Procedures, desk: Desk) {
  return {
    get: on.get.handler(() => desk.settings.get()),
    update: on.update.handler(({ input, context }) => desk.settings.update(signedIn(context), input)),
    clock: on.clock.handler(() => desk.settings.clock()),
    confirmClock: on.confirmClock.handler(({ context }) => desk.settings.confirmClock(signedIn(context))),
  }
}
