import type { Explanation } from './words-access.ts'

/** Names why the desk did not take what was entered. */
export type EntryFault = 'too-long' | 'hidden-sign' | 'form'

/** Says, of what was entered and not taken, what is wrong with it. */
const entryRefused: Record<EntryFault, Explanation> = {
  'too-long': {
    what: '{entry}: too long; at most {most} characters are taken. Nothing was changed.',
    next: 'Shorten it, and try again.',
  },
  'hidden-sign': {
    what: '{entry}: holds a sign that does not show, or that turns the order of letters round. Nothing was changed.',
    next: 'Type it by hand instead of pasting it, and try again.',
  },
  form: {
    what: '{entry}: missing, or not of the form it has to have. Nothing was changed.',
    next: 'Correct it, and try again.',
  },
}

/** Names what is entered, by its name in the contract; `other` stands for what has none here. */
const entry = {
  account: 'Account',
  answer: 'What the picture shows',
  appid: 'Appid',
  caller: 'Who called',
  callingAdmin: 'Calling admin',
  code: 'Code',
  confirmation: 'Confirmation',
  consent: 'Consent',
  currentPassword: 'Current password',
  folder: 'Folder',
  name: 'Name',
  nickname: 'Nickname',
  note: 'Note',
  other: 'One of the entries',
  password: 'Password',
  path: 'File',
  phone: 'Phone number',
  proxy: 'Proxy',
  publicKey: 'Public key',
  reason: 'Reason',
  recoveryKey: 'Recovery key',
  search: 'Search',
  secret: 'Credential',
  signTemplate: 'Sign rule',
  signature: 'Signature',
  text: 'Text',
  ticket: 'Ticket',
  uid: 'Uid',
  url: 'Address',
  userID: 'User ID',
}

/** Holds what is said of entries that the desk does not take. */
export const entryWords = { entryRefused, entry }
