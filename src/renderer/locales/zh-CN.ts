import type { Messages } from './messages.ts'
import { access } from './zh-CN/access.ts'
import { admins } from './zh-CN/admins.ts'
import { applications } from './zh-CN/applications.ts'
import { audit } from './zh-CN/audit.ts'
import { backends } from './zh-CN/backends.ts'
import { base } from './zh-CN/base.ts'
import { shell } from './zh-CN/shell.ts'
import { traffic } from './zh-CN/traffic.ts'
import { users } from './zh-CN/users.ts'
import { accessWords } from './zh-CN/words-access.ts'
import { directoryWords } from './zh-CN/words-directory.ts'
import { outcomeWords } from './zh-CN/words-outcome.ts'
import { recordWords } from './zh-CN/words-records.ts'

/** Holds every text of the page in simplified Chinese. */
export const zhCN: Messages = {
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
