import type { AppendEvent, Clock, PasswordHashing, Random, Seal, Unseal } from '../../shared/model/ports.ts'
import type { PasswordJudge } from '../../shared/model/password-judge.ts'
import type { DirectoryApplicationRows } from '../store/built-in/directory-applications.ts'
import { countDirectory } from '../store/built-in/directory-census.ts'
import { directoryFailureRows } from '../store/built-in/directory-failures.ts'
import type { DirectoryApplicationsTable } from '../store/schema/schema.ts'
import type { Store } from '../store/store.ts'
import { createDirectoryAdmins, type AdminPasswordListener, type DirectoryAdmins } from './admins.ts'
import { createDirectoryApplications, type DirectoryApplications } from './applications.ts'
import { createBackgroundHashing, type BackgroundHashing } from './background-hashing.ts'
import { createBuiltInSettings, type BuiltInSettings } from './built-in-settings.ts'
import { createDirectoryCaptchas, type DirectoryCaptchas } from './captchas.ts'
import { createDirectoryCodes, type DirectoryCodes } from './codes.ts'
import { createDirectoryDocuments, type DirectoryDocuments } from './document/documents.ts'
import { directoryRows } from './directory-rows.ts'
import { rememberIntactRows } from './guarded-row.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createSampleData, type SampleData } from './sample-data.ts'
import { steadyTime } from './steady-time.ts'
import { createThrottle, noThrottle } from './throttle.ts'
import { createDirectoryTokens, type DirectoryTokens } from './tokens.ts'
import { createDirectoryUsers, type DirectoryUsers } from './users.ts'
import { watchHashing } from './watched-hashing.ts'

/** Holds what the directory is built on; the vault, the audit and the hashing come in as functions. */
export interface DirectoryParts {
  store: Store
  seal: Seal
  unseal: Unseal
  hashing: PasswordHashing
  appendEvent: AppendEvent
  /** Gives the keyed hash under which a token is kept. */
  tokenMac: (token: string) => Buffer
  /** Gives the MAC of a row's fields. */
  rowMac: (table: string, fields: readonly string[]) => Buffer
  clock: Clock
  /** Gives a time that goes on evenly also while no desk runs, for lock-outs; without it, one of its own. */
  steadyNow?: () => number
  random: Random
  /** Says how clients write admins' passwords on the wire; imported plain ones are hashed in that form. */
  adminPasswordEncoding?: () => 'plain' | 'md5-hex'
  /** Judges passwords as they are set; without it they are kept as not judged. */
  passwordJudge?: PasswordJudge | undefined
  /** Hears, in the transaction of the change, that an admin's password was changed, and what was judged of it. */
  onAdminPassword?: AdminPasswordListener | undefined
  /** Turns the lock after too many wrong secrets off where it is false. */
  throttle?: boolean
}

/** Says what the directory holds; `sample` while sample data is among it. */
interface DirectorySummary {
  applications: number
  admins: number
  users: number
  empty: boolean
  sample: boolean
}

/** Holds the people and the rules of the built-in backend. */
export interface Directory {
  admins: DirectoryAdmins
  applications: DirectoryApplications
  users: DirectoryUsers
  tokens: DirectoryTokens
  codes: DirectoryCodes
  captchas: DirectoryCaptchas
  settings: BuiltInSettings
  outbox: Outbox
  documents: DirectoryDocuments
  backgroundHashing: BackgroundHashing
  sample: SampleData
  summary(): DirectorySummary
  /** Has every row with a MAC checked anew: they were written through another connection. */
  forgetIntact(): void
}

/** Puts the directory of a store together. */
export function createDirectory(given: DirectoryParts): Directory {
  const { store, clock } = given
  const now = steadyTime(clock)
  const lockTime = given.steadyNow ?? now
  const parts = {
    ...given,
    now,
    lockTime,
    hashing: watchHashing(given.hashing),
    throttle:
      given.throttle === false
        ? noThrottle
        : createThrottle({ ...given, rows: directoryFailureRows(store), now: lockTime }),
  }
  const intactRows = rememberIntactRows<DirectoryApplicationsTable>()
  const unwatched = directoryRows(store)
  const rows = { ...unwatched, applications: watchWrites(unwatched.applications, intactRows.forget) }
  const settings = createBuiltInSettings(parts)
  const summary = (): DirectorySummary => {
    const { applications, admins, users, sample } = countDirectory(store)
    return { applications, admins, users, empty: applications + admins + users === 0, sample: sample > 0 }
  }
  const tokens = createDirectoryTokens({ ...parts, rows: rows.tokens, users: rows.users })
  const isTokenOf = (num: number, token: string): boolean => {
    const holder = tokens.holderOf(token)
    return holder.kind === 'user' && holder.num === num
  }
  return {
    admins: createDirectoryAdmins({ ...parts, rows: rows.admins }),
    applications: createDirectoryApplications({ ...parts, intactRows, rows: rows.applications }),
    users: createDirectoryUsers({ ...parts, ...rows, rows: rows.users, isTokenOf }),
    tokens,
    codes: createDirectoryCodes({ ...parts, ...rows, rows: rows.codes }),
    captchas: createDirectoryCaptchas(parts),
    settings,
    outbox: createOutbox({ rows: rows.outbox, unseal: parts.unseal }),
    documents: createDirectoryDocuments({ ...parts, rows, settings }),
    backgroundHashing: createBackgroundHashing({ ...parts, admins: rows.admins, users: rows.users }),
    sample: createSampleData({ ...parts, summary, onRemoved: intactRows.forget }),
    summary,
    forgetIntact() {
      intactRows.forget()
      settings.forgetIntact()
    },
  }
}

function watchWrites(rows: DirectoryApplicationRows, onWrite: () => void): DirectoryApplicationRows {
  const watched =
    (write: DirectoryApplicationRows['insert']): DirectoryApplicationRows['insert'] =>
    (row) => {
      onWrite()
      write(row)
    }
  return { ...rows, insert: watched(rows.insert), update: watched(rows.update) }
}
