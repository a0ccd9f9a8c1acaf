import type { Desk } from '../desk.ts'
import { signedIn, type guarded } from './guard.ts'
import { toldStream } from './told-stream.ts'

type Procedures = Pick<ReturnType<typeof guarded>, 'accountFiles' | 'incomingFiles'>

/** Answers the contract's parts of files that pages hand in, and of files of accounts. */
export function accountFilesProcedures(on: Procedures, desk: Desk) {
  const { accountFiles, incomingFiles } = on
  return {
    incomingFiles: {
      begin: incomingFiles.begin.handler(({ input, context }) =>
        desk.incomingFiles.begin(signedIn(context), input.bytes),
      ),
      add: incomingFiles.add.handler(({ input, context }) => {
        desk.incomingFiles.add(signedIn(context), input)
      }),
      drop: incomingFiles.drop.handler(({ input, context }) => {
        desk.incomingFiles.drop(signedIn(context), input.fileId)
      }),
    },
    accountFiles: {
      export: accountFiles.export.handler(({ input, context }) =>
        toldStream(desk.accountFiles.export(signedIn(context), input)),
      ),
      check: accountFiles.check.handler(({ input, context }) =>
        desk.accountFiles.check(signedIn(context), input),
      ),
      rows: accountFiles.rows.handler(({ input, context }) =>
        desk.accountFiles.rows(signedIn(context), input),
      ),
      import: accountFiles.import.handler(({ input, context }) =>
        toldStream(desk.accountFiles.import(signedIn(context), input)),
      ),
      stop: accountFiles.stop.handler(({ input, context }) => {
        desk.accountFiles.stop(signedIn(context), input.fileId)
      }),
    },
  }
}
