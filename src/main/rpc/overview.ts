import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'

type Procedures = Pick<ReturnType<typeof guarded>, 'overview' | 'search'>

/** Answers the parts of the contract that look over everything: the first page, and the search of the palette. */
export function overviewProcedures(on: Procedures, desk: Desk) {
  return {
    overview: {
      get: on.overview.get.handler(({ input, context }) => desk.overview(signedIn(context), input.days)),
      passwords: on.overview.passwords.handler(() => desk.passwordCensus()),
    },
    search: {
      find: on.search.find.handler(({ input, context }) => desk.search(signedIn(context), input.text)),
    },
  }
}
