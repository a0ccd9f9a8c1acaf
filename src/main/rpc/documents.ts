import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'
import { toldStream } from './told-stream.ts'

type Procedures = ReturnType<typeof guarded>['directory']

/** Answers the contract's part of directory documents. */
export function documentProcedures(on: Procedures, desk: Desk) {
  return {
    exportDocument: on.exportDocument.handler(({ context }) =>
      toldStream(desk.directory.documentPieces(signedIn(context))),
    ),
    checkDocument: on.checkDocument.handler(({ input, context }) =>
      desk.directory.checkIncoming(signedIn(context), input.fileId),
    ),
    importDocument: on.importDocument.handler(({ input, context }) =>
      desk.directory.importIncoming(signedIn(context), input),
    ),
  }
}
