import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['applications']

/** Answers the applications' part of the contract. */
export function applicationsProcedures(on: Procedures, desk: Desk) {
  return {
    list: on.list.handler(({ input }) => desk.applications.list(input)),
    names: on.names.handler(() => desk.applications.names()),
    remote: on.remote.handler(() => desk.applications.remote()),
    get: on.get.handler(({ input }) => desk.applications.get(input.appid)),
    preview: on.preview.handler(({ input }) => desk.applications.preview(input)),
    update: on.update.handler(({ input, context }) => desk.applications.update(signedIn(context), input)),
  }
}
