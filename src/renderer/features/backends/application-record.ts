import type { BackendApplication } from '../../../shared/contract/backends.ts'
import { consoleFlags } from './console-flags.ts'

/** Carries what is recorded of an application elsewhere: its appid, and what its console's flags are set to. */
export type ApplicationRecord = Pick<BackendApplication, 'appid' | (typeof consoleFlags)[number]>

/** Names a part of what is recorded of an application. */
export type RecordField = keyof ApplicationRecord

const recordFields: readonly RecordField[] = ['appid', ...consoleFlags]

/** Gives what is recorded of an application alone, in an object of its own. */
export const recordOf = ({
  appid,
  tokenValidation,
  allowPasswordChange,
}: ApplicationRecord): ApplicationRecord => ({ appid, tokenValidation, allowPasswordChange })

/** Lists in what two records differ. */
export const changedParts = (before: ApplicationRecord, after: ApplicationRecord): RecordField[] =>
  recordFields.filter((field) => before[field] !== after[field])

/** Gives a record as it was before a change, but only in what that change touched. */
export const takenBack = (
  present: ApplicationRecord,
  { before, after }: { before: ApplicationRecord; after: ApplicationRecord },
): ApplicationRecord => ({
  ...recordOf(present),
  ...Object.fromEntries(changedParts(before, after).map((field) => [field, before[field]])),
})
