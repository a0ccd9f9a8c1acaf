import type { OperatorRule, ProblemCode, ProblemData, StoreProblem } from '../../../shared/model/problems.ts'
import type { Role } from '../../../shared/model/roles.ts'

/** Names the kinds of things that the desk looks for. */
export type Thing =
  | 'admin'
  | 'backend'
  | 'operator'
  | 'change'
  | 'user'
  | 'application'
  | 'message'
  | 'rotation'
  | 'exchange'
  | 'reset'

/** Says what happened and what to do next, in words for the operator. */
export interface Explanation {
  what: string
  next: string
}

const problem: Record<ProblemCode, Explanation> = {
  NO_STORE: {
    what: 'There is no store yet. Nothing was changed.',
    next: 'Reload the page to set Latchkey up.',
  },
  STORE_UNAVAILABLE: {
    what: 'The store cannot be used. Nothing was changed.',
    next: 'Reload the page to see why.',
  },
  STORE_WRITE_REFUSED: {
    what: 'The system refused to write the store. What was written until then is kept, and the rest was not done.',
    next: 'Look at the disk and at the rights of the file, and run “doctor”. If a password was being changed, look at its history before you try again: the request may have been sent.',
  },
  ALREADY_SET_UP: {
    what: 'This store has an administrator already. Nothing was changed.',
    next: 'Sign in, or set a new password with the recovery key.',
  },
  NOT_SIGNED_IN: { what: 'You are not signed in any more. Nothing was changed.', next: 'Sign in again.' },
  FORBIDDEN: {
    what: 'Your role may not do this. Nothing was changed.',
    next: 'Ask somebody with the role {roles}.',
  },
  STEP_UP_REQUIRED: {
    what: 'Your password is asked for once more before this. Nothing was changed.',
    next: 'Try again and give it.',
  },
  PASSWORD_CHANGE_REQUIRED: {
    what: 'You signed in with a one-time password. Nothing was changed.',
    next: 'Set a password of your own first.',
  },
  WRONG_PASSWORD: {
    what: 'Name and password do not fit together. Nothing was changed. | Name and password do not fit together. 1 try left. Nothing was changed. | Name and password do not fit together. {n} tries left. Nothing was changed.',
    next: 'Look at Caps Lock and the keyboard layout. If it is forgotten, press “Forgot password?”.',
  },
  ONE_TIME_PASSWORD_EXPIRED: {
    what: 'This one-time password is more than three days old, and opens nothing any more. Nothing was changed.',
    next: 'Ask an administrator for a new one, under Operators.',
  },
  CURRENT_PASSWORD_NEEDED: {
    what: 'What you signed in with counts for five minutes, and they are over. Nothing was changed.',
    next: 'Enter the password that you signed in with, and try again.',
  },
  LOCKED_OUT: {
    what: 'Too many wrong passwords: none is tried until {until}. Nothing was changed.',
    next: 'Wait until then; trying earlier does not help, even with the right password.',
  },
  RECOVERY_KEY_WRONG: {
    what: 'The recovery key does not fit. Nothing was changed.',
    next: 'Compare it with what you kept.',
  },
  OPERATOR_RULE: {
    what: 'Nothing was changed. These rules are not kept yet: {rules}',
    next: 'Change it and try again.',
  },
  LAST_ADMINISTRATOR: {
    what: 'This is the last administrator who can sign in. Nothing was changed.',
    next: 'Make somebody else an administrator first.',
  },
  OPERATOR_STATE: {
    what: 'The operator is {state} already. Nothing was changed.',
    next: 'Read the list again.',
  },
  NOT_FOUND: {
    what: 'There is no such {what} in the store any more. Nothing was changed.',
    next: 'Somebody may have taken it away meanwhile. Go back to where you came from and choose again.',
  },
  CHANGE_OPEN: {
    what: 'An earlier change of this password has not come to an end: {state}. Nothing was sent.',
    next: 'The account is held until it is known which password is in force; both are kept. Settle that change first, from the row of the account or its history.',
  },
  SETTLE_TIME: {
    what: 'Nothing can be concluded yet: the request may still take effect until {until}. Nothing was sent.',
    next: 'Try again after that. Both passwords are kept.',
  },
  CHANGE_NOT_OPEN: {
    what: 'There is nothing to find out about this change: {state}. Nothing was sent.',
    next: 'Read the list again.',
  },
  PROBES_USED_UP: {
    what: 'No more sign-ins are tried: too many could lock the account. Nothing was sent.',
    next: 'Find out elsewhere which password works, and decide; or try again later: {until}.',
  },
  CODE_USED: {
    what: 'This code was sent before and counts as used up. Nothing was sent.',
    next: 'Ask for a fresh code.',
  },
  PASSWORD_FORM: {
    what: 'The backend would refuse this password: it breaks a rule. Nothing was sent, and no code was used.',
    next: 'Put right what the rules mark, or generate a password.',
  },
  PASSWORD_NOT_KNOWN: {
    what: 'The vault does not hold a password for this admin. Nothing was sent.',
    next: 'Type the current password instead.',
  },
  CONFIRMATION_DIFFERS: {
    what: 'What was typed is not “{expected}”. Nothing was sent.',
    next: 'Type the name exactly as shown.',
  },
  ALREADY_THERE: {
    what: 'There is one of this name already ({what}). Nothing was changed.',
    next: 'Choose another name, or use the one that is there.',
  },
  BACKEND_MOVED: {
    what: 'The backend has had another address since this reset was begun. Nothing was sent.',
    next: 'Find out at the old address what became of the reset, then decide it.',
  },
  ADMIN_IN_USE: {
    what: 'A password of this admin was changed from here, or a bulk rotation names it. Nothing was changed.',
    next: 'What was done has to stay readable, so the admin stays in the table.',
  },
  ADDRESS_REFUSED: {
    what: 'This address cannot be used: {rule} Nothing was changed.',
    next: 'Correct the address and try again.',
  },
  DRAFT_GONE: {
    what: 'The generated password was kept for ten minutes and is gone. Nothing was sent.',
    next: 'Generate another one.',
  },
  FILE_GONE: {
    what: 'The file is not held any more. Nothing was changed.',
    next: 'Choose it again: a file is kept for half an hour, and not beyond a lock.',
  },
  FILE_TOO_BIG: {
    what: 'The file is too big: {most} bytes at most. Nothing was changed.',
    next: 'Split it; a directory document of any size goes in by the command “import”.',
  },
  PLAN_OUTDATED: {
    what: 'The accounts have changed since this preview was made. Nothing was changed.',
    next: 'Look at the preview again, then import.',
  },
  READING_SUPERSEDED: {
    what: 'This was asked for once more meanwhile, and was not read to its end. Nothing was changed.',
    next: 'Read the page again.',
  },
  ROTATION_RUNNING: {
    what: 'Another rotation runs at {backend}. Nothing was sent.',
    next: 'Wait until it has ended, or stop it first.',
  },
  ROTATION_STATE: {
    what: 'The rotation has moved on meanwhile, and this cannot be done with it now. Nothing was changed.',
    next: 'Read it again to see how it stands.',
  },
  ROTATION_EMPTY: {
    what: 'No account of this rotation waits for its turn. Nothing was sent.',
    next: 'Look at the reasons beside the accounts, then plan another rotation.',
  },
  RESET_STATE: {
    what: 'This request has moved on meanwhile, and the step cannot be done now. Nothing was sent.',
    next: 'Read it again to see how it stands.',
  },
  RESET_OPEN: {
    what: 'This user has an open request already: #{number}. No second one was opened.',
    next: 'Go on with that one; two at once would void each other’s codes.',
  },
  RESEND_TOO_SOON: {
    what: 'A code was sent less than a minute ago. Nothing was sent.',
    next: 'Wait until {until}, then send another.',
  },
  CAPTCHA_GONE: {
    what: 'The picture has expired or was not answered. Nothing was sent.',
    next: 'Get a new picture and type what it shows.',
  },
  HANDED_OVER: {
    what: 'The new password was shown once already, and is not shown again. Nothing was changed.',
    next: 'If the caller did not get it, close this request and open another one.',
  },
  CHECKS_MISSING: {
    what: 'The caller is not verified enough: {needed} of the checks are asked for. Nothing was changed.',
    next: 'Make another check, or close the request as declined.',
  },
  NO_PHONE: {
    what: 'This user has no phone number, and this way finds users by it and sends the code to it. Nothing was opened.',
    next: 'Take the way without a code, or have an administrator enter the number by a file of users.',
  },
  REASON_MISSING: {
    what: 'A reset needs a reason or a ticket number. Nothing was opened.',
    next: 'Fill in one of the two.',
  },
  SAMPLE_REFUSED: {
    what: 'The sample data stays as it is. Nothing was changed.',
    next: 'Read the page again.',
  },
  BACKEND_DOWN: {
    what: 'The built-in backend does not run. Nothing was sent.',
    next: 'Start it on the page “Built-in backend”, then try again.',
  },
  BACKEND_SETTING_REFUSED: {
    what: 'This setting cannot be used: {rule} Nothing was changed.',
    next: 'Correct it, then try again.',
  },
  BACKEND_IN_USE: {
    what: 'The backend stays: {admins} admins and {changes} changes of passwords refer to it. Nothing was changed.',
    next: 'What was changed there has to stay readable. Rename the backend if nobody should use it any more.',
  },
  BACKEND_SECRET_ELSEWHERE: {
    what: 'A credential of {backend} was entered for another address ({kind}). Nothing was sent.',
    next: 'Check the address of the backend, then enter the credential again.',
  },
  FOLDER_REFUSED: {
    what: 'This folder cannot be used: {folder}. Nothing was changed.',
    next: 'Choose another one.',
  },
  BACKUP_FAILED: {
    what: 'No backup was made at {place}. Nothing was changed.',
    next: 'Choose another place.',
  },
  RESTORE_REFUSED: {
    what: 'The backup was not put in the place of the store: {place}. Nothing was changed.',
    next: 'Choose another backup.',
  },
  RESTORING: {
    what: 'A backup is taking the place of the store; meanwhile nothing else is done. Nothing was changed.',
    next: 'Wait for its end, then sign in.',
  },
  SEALED_VALUE_DAMAGED: {
    what: 'A sealed value does not open ({place}): the file was changed from outside, or is damaged. What needed the value was not done.',
    next: 'Do not work on in this store. Verify the audit, and restore a backup.',
  },
}

const probesSpent: Explanation = {
  what: 'No more sign-ins are tried for this change: too many could lock the account. Nothing was sent.',
  next: 'Find out elsewhere which password works, and decide.',
}

const recoveryKeyWrong: Record<ProblemData<'RECOVERY_KEY_WRONG'>['why'], Explanation> = {
  format: {
    what: 'This is not a whole recovery key. Nothing was changed.',
    next: 'See that no group is missing and none is there twice.',
  },
  checksum: {
    what: 'There is a slip in the key: its check digits do not fit. Nothing was changed.',
    next: 'Compare it group by group with what you kept.',
  },
  'not-this-store': {
    what: 'The key is well-formed, but not the one of this store. Nothing was changed.',
    next: 'It may belong to another store, or have been replaced when it was last used.',
  },
}

const sampleRefused: Record<ProblemData<'SAMPLE_REFUSED'>['why'], Explanation> = {
  'not-empty': {
    what: 'The directory is not empty, so the sample data was not loaded. Nothing was changed.',
    next: 'Sample data goes into an empty directory only.',
  },
  'not-sample': {
    what: 'The directory holds no sample data, or it was added to. Nothing was changed.',
    next: 'Read the page again to see what is there.',
  },
}

const folderRefused: Record<ProblemData<'FOLDER_REFUSED'>['why'], Explanation> = {
  'not-absolute': {
    what: 'The place of the folder is not written out in full: {folder}. Nothing was changed.',
    next: 'Write the whole path, from the root of the disk.',
  },
  'not-a-folder': {
    what: 'There is no folder at {folder}, and none that it could be made in. Nothing was changed.',
    next: 'Make the folder, or choose one that is there.',
  },
  'not-writable': {
    what: 'The system does not let Latchkey write in {folder}. Nothing was changed.',
    next: 'Give yourself the right to write there, or choose another folder.',
  },
}

const store: Record<StoreProblem, { title: string; what: string; next: string }> = {
  held: {
    title: 'The store is open elsewhere',
    what: 'Only one Latchkey can work in a store at a time.',
    next: 'Close the other one, then try again. If it is gone already, its hold goes with it.',
  },
  newer: {
    title: 'The store is from a newer Latchkey',
    what: 'This version does not know its form, and does not guess.',
    next: 'Open it with the newer version.',
  },
  'not-a-store': {
    title: 'This is not a store of Latchkey',
    what: 'There is a file at this place, but something else wrote it.',
    next: 'Start Latchkey with the right file, or with a place where there is none yet.',
  },
  damaged: {
    title: 'The store is damaged',
    what: 'The file did not pass the check that every opening begins with.',
    next: 'Make a copy of the file and of its folder first. Then restore the last backup to another place.',
  },
  unreadable: {
    title: 'The store cannot be read',
    what: 'The system does not let Latchkey read or write the file.',
    next: 'Look at the owner and the rights of the file and its folder, and at the disk.',
  },
  'not-writable': {
    title: 'The store cannot be written',
    what: 'The system does not let Latchkey write at this place. Nothing was made or changed.',
    next: 'Start Latchkey with a place that is yours: npm start -- --store FILE.',
  },
  'no-space': {
    title: 'The disk is full',
    what: 'There is no room for the log that an open store needs. Nothing says that the store is damaged.',
    next: 'Make room on its disk, then try again.',
  },
  linked: {
    title: 'The store has a second name',
    what: 'Another hard link leads to the same file. A desk under each name would know nothing of the other, and passwords would be lost.',
    next: 'Keep one name and remove the other; for a second store, restore a backup to a place of its own.',
  },
}

const operatorRule: Record<OperatorRule, string> = {
  'name-format': "The name has 2 to 64 letters or digits, or . _ - {'@'}",
  'name-one-script': 'The name keeps to one script in use (Chinese may stand with Latin)',
  'name-taken': 'The name is not taken yet',
  'name-alike': 'The name does not read like another one',
  'password-short': 'The password has at least 12 characters',
  'password-long': 'The password has at most 1,024 characters',
  'password-common': 'The password is not on the list of common ones',
  'password-has-name': 'The password does not contain the name',
  'password-same': 'The password is not the one from before',
}

const nameReadsLike = 'The name does not read like “{like}”, which there is already'

const role: Record<Role, string> = { administrator: 'Administrator', support: 'Support', auditor: 'Auditor' }

const roleOpens: Record<Role, string> = {
  administrator: 'Opens everything in the store.',
  support: 'Opens what resets need; no admin passwords.',
  auditor: 'Opens the audit only.',
}

const operatorState: Record<'enabled' | 'disabled', string> = { enabled: 'enabled', disabled: 'disabled' }

const thing: Record<Thing, string> = {
  admin: 'admin',
  backend: 'backend',
  operator: 'operator',
  change: 'change',
  user: 'user',
  application: 'application',
  message: 'message',
  exchange: 'request',
  rotation: 'rotation',
  reset: 'reset request',
}

const door: Record<'window' | 'browser', string> = { window: 'the window', browser: 'the browser page' }

/** Holds the closed vocabularies around access: problems, rules, roles, doors. */
export const accessWords = {
  problem,
  probesSpent,
  recoveryKeyWrong,
  sampleRefused,
  folderRefused,
  store,
  operatorRule,
  nameReadsLike,
  role,
  roleOpens,
  operatorState,
  thing,
  door,
}
