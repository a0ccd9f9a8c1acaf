import { access } from './en/access.ts'
import { admins } from './en/admins.ts'
import { applications } from './en/applications.ts'
import { audit } from './en/audit.ts'
import { backends } from './en/backends.ts'
import { base } from './en/base.ts'
import { shell } from './en/shell.ts'
import { traffic } from './en/traffic.ts'
import { users } from './en/users.ts'
import { accessWords } from './en/words-access.ts'
import { directoryWords } from './en/words-directory.ts'
import { outcomeWords } from './en/words-outcome.ts'
import { recordWords } from './en/words-records.ts'

/** Holds every text of the page in English; its shape is what every other language has to fill. */
export const en = {
  base,
  access,
  shell,
  admins,
  applications,
  users,
  traffic,
  audit,
  backends,
  words: { ...accessWords, ...directoryWords, ...outcomeWords, ...recordWords },
}
