import type { OperatorRule, ProblemCode, ProblemData, StoreProblem } from '../../../shared/model/problems.ts'
import type { Role } from '../../../shared/model/roles.ts'

/** Names the kinds of things that the desk looks for. */
export type Thing = 'admin' | 'backend' | 'operator' | 'change' | 'user' | 'application' | 'message'

/** Says what happened and what to do next, in words for the operator. */
export interface Explanation {
  what: string
  next: string
}

const problem: Record<ProblemCode, Explanation> = {
  NO_STORE: { what: 'There is no store yet.', next: 'Reload the page to set Latchkey up.' },
  STORE_UNAVAILABLE: { what: 'The store cannot be used.', next: 'Reload the page to see why.' },
  ALREADY_SET_UP: {
    what: 'This store has an administrator already.',
    next: 'Sign in, or set a new password with the recovery key.',
  },
  NOT_SIGNED_IN: { what: 'You are not signed in any more. Nothing was changed.', next: 'Sign in again.' },
  FORBIDDEN: {
    what: 'Your role may not do this. Nothing was changed.',
    next: 'Ask somebody with the role {roles}.',
  },
  STEP_UP_REQUIRED: {
    what: 'Your password is asked for once more before this.',
    next: 'Try again and give it.',
  },
  WRONG_PASSWORD: {
    what: 'Name and password do not fit together. | Name and password do not fit together. 1 try left. | Name and password do not fit together. {n} tries left.',
    next: 'Look at Caps Lock and the keyboard layout. With the recovery key you can set a new password.',
  },
  LOCKED_OUT: {
    what: 'Too many wrong passwords. No password is tried until {until}.',
    next: 'Wait until then; trying earlier does not help, even with the right password.',
  },
  RECOVERY_KEY_WRONG: { what: 'The recovery key does not fit.', next: 'Compare it with what you kept.' },
  OPERATOR_RULE: { what: 'This cannot be taken as it is: {rules}', next: 'Change it and try again.' },
  NOT_FOUND: { what: 'This is not in the store any more ({what}).', next: 'Read the list again.' },
  CHANGE_OPEN: {
    what: 'An earlier change of this password has not come to an end: {state}. Nothing was sent.',
    next: 'The account is held until it is known which password is in force; both are kept. “Verify by sign-in” shows whether the one in the vault works.',
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
  ADDRESS_REFUSED: {
    what: 'This address cannot be used: {rule} Nothing was changed.',
    next: 'Correct the address and try again.',
  },
  DRAFT_GONE: {
    what: 'The generated password was kept for ten minutes and is gone. Nothing was sent.',
    next: 'Generate another one.',
  },
  SAMPLE_REFUSED: { what: 'The sample data was not touched.', next: 'Read the page again.' },
  BACKEND_DOWN: {
    what: 'The built-in backend does not run. Nothing was sent.',
    next: 'Start it on the page “Built-in backend”, then try again.',
  },
  SEALED_VALUE_DAMAGED: {
    what: 'A sealed value does not open ({place}): the file was changed from outside, or is damaged.',
    next: 'Do not work on in this store. Verify the audit, and restore a backup.',
  },
}

const recoveryKeyWrong: Record<ProblemData<'RECOVERY_KEY_WRONG'>['why'], Explanation> = {
  format: {
    what: 'This is not a whole recovery key.',
    next: 'See that no group is missing and none is there twice.',
  },
  checksum: {
    what: 'There is a slip in the key: its check digits do not fit.',
    next: 'Compare it group by group with what you kept.',
  },
  'not-this-store': {
    what: 'The key is well-formed, but not the one of this store.',
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
}

const operatorRule: Record<OperatorRule, string> = {
  'name-format': "The name has 2 to 64 letters or digits, or . _ - {'@'}",
  'name-taken': 'The name is not taken yet',
  'password-short': 'The password has at least 12 characters',
  'password-long': 'The password has at most 1,024 characters',
  'password-common': 'The password is not on the list of common ones',
  'password-has-name': 'The password does not contain the name',
  'password-same': 'The password is not the one from before',
}

const role: Record<Role, string> = { administrator: 'Administrator', support: 'Support', auditor: 'Auditor' }

const roleOpens: Record<Role, string> = {
  administrator: 'Opens everything in the store.',
  support: 'Opens what resets need; no admin passwords.',
  auditor: 'Opens the audit only.',
}

const thing: Record<Thing, string> = {
  admin: 'admin',
  backend: 'backend',
  operator: 'operator',
  change: 'change',
  user: 'user',
  application: 'application',
  message: 'message',
}

const door: Record<'window' | 'browser', string> = { window: 'the window', browser: 'the browser page' }

/** Holds the closed vocabularies around access: problems, rules, roles, doors. */
export const accessWords = {
  problem,
  recoveryKeyWrong,
  sampleRefused,
  store,
  operatorRule,
  role,
  roleOpens,
  thing,
  door,
}
