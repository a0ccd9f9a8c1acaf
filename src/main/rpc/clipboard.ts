import type { Desk } from '../desk.ts'
import type { guarded } from './guard.ts'

type Procedures = ReturnType<typeof guarded>['clipboard']

/** Answers the clipboard's part of the contract. */
export function clipboardProcedures(on: Procedures, { clipboard }: Desk) {
  return {
    copy: on.copy.handler(({ input }) => clipboard.copy(input.secret)),
    takeOut: on.takeOut.handler(() => clipboard.takeOut()),
  }
}
