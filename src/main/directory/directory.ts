import type { AppendEvent, Clock, PasswordHashing, Random, Seal, Unseal } from '../../shared/model/ports.ts'
import { directoryAdminRows } from '../store/directory-admins.ts'
import { countDirectory } from '../store/directory-census.ts'
import { directoryTokenRows } from '../store/directory-tokens.ts'
import type { Store } from '../store/store.ts'
import { createDirectoryAdmins, type DirectoryAdmins } from './admins.ts'
import { createSampleData, type SampleData } from './sample-data.ts'
import { createDirectoryTokens, type DirectoryTokens } from './tokens.ts'

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
  random: Random
  /** Says how clients write admins' passwords on the wire; imported plain ones are hashed in that form. */
  adminPasswordEncoding?: () => 'plain' | 'md5-hex'
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
  tokens: DirectoryTokens
  sample: SampleData
  summary(): DirectorySummary
}

/** Puts the directory of a store together. */
export function createDirectory(parts: DirectoryParts): Directory {
  const rows = directoryAdminRows(parts.store)
  const summary = (): DirectorySummary => {
    const { applications, admins, users, sample } = countDirectory(parts.store)
    return { applications, admins, users, empty: applications + admins + users === 0, sample: sample > 0 }
  }
  return {
    admins: createDirectoryAdmins({ ...parts, rows }),
    tokens: createDirectoryTokens({ ...parts, rows: directoryTokenRows(parts.store) }),
    sample: createSampleData({ ...parts, summary }),
    summary,
  }
}
