import { access } from './en/access.ts'
import { accountFiles } from './en/account-files.ts'
import { admins } from './en/admins.ts'
import { applications } from './en/applications.ts'
import { audit } from './en/audit.ts'
import { backends } from './en/backends.ts'
import { base } from './en/base.ts'
import { builtIn } from './en/built-in.ts'
import { resets } from './en/resets.ts'
import { overview } from './en/overview.ts'
import { palette } from './en/palette.ts'
import { results } from './en/results.ts'
import { rotation } from './en/rotation.ts'
import { operators } from './en/operators.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'
import { traffic } from './en/traffic.ts'
import { users } from './en/users.ts'
import { accessWords } from './en/words-access.ts'
import { restoreWords } from './en/words-restore.ts'
import { backendWords } from './en/words-backends.ts'
import { contradictions } from './en/contradictions.ts'
import { exchanges } from './en/exchanges.ts'
import { directoryWords } from './en/words-directory.ts'
import { entryWords } from './en/words-entries.ts'
import { eventWords } from './en/words-events.ts'
import { outcomeWords } from './en/words-outcome.ts'
import { recordWords } from './en/words-records.ts'
import { resetWords } from './en/words-resets.ts'
import { rotationWords } from './en/words-rotation.ts'
import { ruleWords } from './en/words-rules.ts'
import { servedReason } from './en/words-served-reasons.ts'
import { servedRule } from './en/words-served-rules.ts'
import { signName } from './en/words-signs.ts'

/** Holds every text of the page in English; its shape is what every other language has to fill. */
export const en = {
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
