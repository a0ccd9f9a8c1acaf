import type { Messages } from './messages.ts'
import { access } from './zh-CN/access.ts'
import { accountFiles } from './zh-CN/account-files.ts'
import { admins } from './zh-CN/admins.ts'
import { applications } from './zh-CN/applications.ts'
import { audit } from './zh-CN/audit.ts'
import { backends } from './zh-CN/backends.ts'
import { base } from './zh-CN/base.ts'
import { builtIn } from './zh-CN/built-in.ts'
import { resets } from './zh-CN/resets.ts'
import { overview } from './zh-CN/overview.ts'
import { palette } from './zh-CN/palette.ts'
import { results } from './zh-CN/results.ts'
import { rotation } from './zh-CN/rotation.ts'
import { operators } from './zh-CN/operators.ts'
import { settings } from './zh-CN/settings.ts'
import { shell } from './zh-CN/shell.ts'
import { traffic } from './zh-CN/traffic.ts'
import { users } from './zh-CN/users.ts'
import { accessWords } from './zh-CN/words-access.ts'
import { restoreWords } from './zh-CN/words-restore.ts'
import { backendWords } from './zh-CN/words-backends.ts'
import { contradictions } from './zh-CN/contradictions.ts'
import { exchanges } from './zh-CN/exchanges.ts'
import { directoryWords } from './zh-CN/words-directory.ts'
import { entryWords } from './zh-CN/words-entries.ts'
import { eventWords } from './zh-CN/words-events.ts'
import { outcomeWords } from './zh-CN/words-outcome.ts'
import { recordWords } from './zh-CN/words-records.ts'
import { resetWords } from './zh-CN/words-resets.ts'
import { rotationWords } from './zh-CN/words-rotation.ts'
import { ruleWords } from './zh-CN/words-rules.ts'
import { servedReason } from './zh-CN/words-served-reasons.ts'
import { servedRule } from './zh-CN/words-served-rules.ts'
import { signName } from './zh-CN/words-signs.ts'

/** Holds every text of the page in simplified Chinese. */
export const zhCN: Messages = {
  base,
  builtIn,
  overview,
  palette,
  access,
  shell,
  results,
  admins,
  accountFiles,
  rotation,
  applications,
  users,
  resets,
  traffic,
  audit,
  backends,
  operators,
  settings,
  contradictions,
  exchanges,
  words: {
    ...accessWords,
    ...restoreWords,
    ...backendWords,
    ...directoryWords,
    ...entryWords,
    ...eventWords,
    ...outcomeWords,
    ...recordWords,
    ...resetWords,
    ...rotationWords,
    ...ruleWords,
    servedRule,
    servedReason,
    signName,
  },
}
