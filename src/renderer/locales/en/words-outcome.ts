import type { SessionEffect, ChangeState, ProbeResult } from '../../../shared/model/change.ts'
import type { OutcomeReason, OutcomeStatus } from '../../../shared/model/outcome.ts'
import type { Explanation } from './words-access.ts'

/** Says in words what became of an operation: the heading, what changed, and what to do next. */
export interface OutcomeText {
  heading: string
  what: string
  changed: string
  next: string
}

const change: Record<OutcomeStatus, OutcomeText> = {
  succeeded: {
    heading: 'The password is changed',
    what: 'The backend took the new password and said so.',
    changed: 'The new password is in force and in the vault.',
    next: 'Hand the new password over if a person uses this account.',
  },
  rejected: {
    heading: 'The backend refused the change',
    what: 'The backend answered with a documented refusal.',
    changed: 'Nothing. The password from before is still in force.',
    next: 'Put right what the backend names, then try again.',
  },
  refused: {
    heading: 'Stopped before anything was sent',
    what: 'Latchkey’s own check of the documented rules stopped the change.',
    changed: 'Nothing. No byte left this machine.',
    next: 'Put right what the rule asks for, then try again.',
  },
  unreachable: {
    heading: 'The backend could not be reached',
    what: 'No connection came about, so the request cannot have arrived.',
    changed: 'Nothing. The password from before is still in force.',
    next: 'See that the backend runs and the address is right, then try again. Trying again is safe.',
  },
  unknown: {
    heading: 'It is not known whether the password changed',
    what: 'The change was sent, but no answer came that can be believed.',
    changed: 'Either password may be in force. Both are kept in the vault, so nothing is lost.',
    next: 'Do not send again. Settle the change from the row of the account: Latchkey signs in to find out which password works. Until it is known, the account takes no further change.',
  },
}

/** Tells a change that went no further than the sign-in before it. */
const signIn: Record<'failed' | 'refused', OutcomeText> = {
  failed: {
    heading: 'The change was not sent: the sign-in failed',
    what: 'The desk could not sign in at the backend, so the change was not sent.',
    changed: 'Nothing changed. The password from before is still in force.',
    next: 'See how the backend fares, then try again. Trying again is safe.',
  },
  refused: {
    heading: 'The change was not sent: the sign-in was refused',
    what: 'The backend refused the current password at the sign-in, so the change itself was not sent.',
    changed: 'Nothing changed. Whatever password was in force still is.',
    next: 'Type the right current password. If the vault filled it in, it was changed elsewhere: find out by whom.',
  },
}

const verify: Record<OutcomeStatus, OutcomeText> = {
  succeeded: {
    heading: 'The password in the vault is the one in force',
    what: 'The backend accepted a sign-in with it.',
    changed: 'Nothing but a new session at the backend.',
    next: 'Nothing to do.',
  },
  rejected: {
    heading: 'The backend refused the sign-in',
    what: 'The backend answered with a documented refusal.',
    changed: 'Nothing.',
    next: 'Somebody may have changed the password elsewhere. Find out who, then change it here with the current one typed.',
  },
  refused: {
    heading: 'Stopped before anything was sent',
    what: 'Latchkey’s own check of the documented rules stopped the sign-in.',
    changed: 'Nothing. No byte left this machine.',
    next: 'Put right what the rule asks for, then try again.',
  },
  unreachable: {
    heading: 'The backend could not be reached',
    what: 'No connection came about.',
    changed: 'Nothing.',
    next: 'See that the backend runs and the address is right, then try again.',
  },
  unknown: {
    heading: 'The sign-in told nothing',
    what: 'It was sent, but no answer came that can be believed.',
    changed: 'Nothing that matters: a sign-in changes no password.',
    next: 'Try again in a moment.',
  },
}

const reason: Record<OutcomeReason, Explanation> = {
  'missing-parameter': { what: 'A required value is missing.', next: 'Fill in what is empty and try again.' },
  'malformed-parameter': {
    what: 'A value does not have the documented form.',
    next: 'Look at the rules above, correct it and try again.',
  },
  'same-password': {
    what: 'The new password is the same as the current one.',
    next: 'Choose another, or generate one.',
  },
  'password-format': {
    what: 'The new password does not have the form that the backend asks for.',
    next: 'Generate one: it fits the rules of this backend.',
  },
  'wrong-credentials': {
    what: 'The current password is not the one in force.',
    next: 'Type the right current password. If the vault filled it in, it was changed elsewhere: find out by whom.',
  },
  'account-not-found': {
    what: 'The backend does not know this account.',
    next: 'See that it is the right backend and ID; the account may have been deleted there.',
  },
  'account-disabled': {
    what: 'The account is disabled at the backend.',
    next: 'Have it enabled there first.',
  },
  'token-invalid': {
    what: 'The backend did not accept the token of the caller: expired, revoked or unknown.',
    next: 'Try again: Latchkey gets itself a new one. If that fails, look at the calling admin of this backend.',
  },
  'token-missing': { what: 'The request carried no token.', next: 'Set a calling admin for this backend.' },
  'signature-invalid': {
    what: 'The backend did not accept the signature of the request.',
    next: 'Compare the key of this backend, and the clocks of both machines.',
  },
  'code-invalid': { what: 'The code is wrong or used up.', next: 'Ask for a fresh code.' },
  'code-expired': { what: 'The code has expired.', next: 'Ask for a fresh code.' },
  'captcha-invalid': { what: 'The text of the picture is wrong.', next: 'Try again with a new picture.' },
  'change-not-allowed': {
    what: 'The application does not let its users change passwords.',
    next: 'Allow it in the application, if that is meant.',
  },
  'application-unavailable': {
    what: 'The application does not exist, is under review, or is stopped.',
    next: 'Look at the application at the backend.',
  },
  'developer-overdue': {
    what: 'The developer account of the application is overdue.',
    next: 'It has to be paid up first.',
  },
  'shop-unavailable': {
    what: 'The shop is closed, not online, or has run out.',
    next: 'Look at the shop at the backend.',
  },
  'rate-limited': { what: 'The backend takes no more tries for now.', next: 'Wait a while, then try again.' },
  'not-permitted': {
    what: 'The caller may not do this at the backend.',
    next: 'Set a calling admin who may.',
  },
  'storage-failure': {
    what: 'The backend could not write to its own database.',
    next: 'Tell those who run the backend, then try again.',
  },
  'protocol-mismatch': {
    what: 'The answer is not one that the document describes.',
    next: 'Look at the wire details: another program may answer at this address.',
  },
  timeout: { what: 'No answer came in time.', next: 'See how the backend fares before anything else.' },
  'connection-failed': {
    what: 'The connection failed.',
    next: 'See that the backend runs and the address is right.',
  },
  'server-error': {
    what: 'The backend reported an error of its own.',
    next: 'Tell those who run the backend; the wire details help them.',
  },
  other: {
    what: 'The backend refused for a reason that the document does not name.',
    next: 'Its own words are in the wire details.',
  },
}

const changeState: Record<ChangeState, { label: string; meaning: string }> = {
  planned: { label: 'Planned', meaning: 'Nothing was sent yet.' },
  staged: { label: 'Staged', meaning: 'The new password is in the vault; nothing was sent yet.' },
  sending: { label: 'Sending', meaning: 'The request is under way.' },
  confirmed: { label: 'Changed', meaning: 'The backend confirmed the new password.' },
  rejected: { label: 'Refused', meaning: 'The backend refused; the password from before is in force.' },
  'not-sent': { label: 'Not sent', meaning: 'The change was not sent; nothing changed.' },
  unknown: {
    label: 'Unknown',
    meaning: 'Sent, with no answer that can be believed. Both passwords are kept.',
  },
  verified: { label: 'Verified', meaning: 'A sign-in proved the new password.' },
  'not-applied': {
    label: 'Not applied',
    meaning: 'A sign-in proved that the password from before is in force.',
  },
  'needs-operator': {
    label: 'Needs you',
    meaning: 'Neither password could be proven. Somebody has to look at the backend.',
  },
}

const changeDecided: Record<'verified' | 'not-applied', { label: string; meaning: string }> = {
  verified: {
    label: 'Decided: changed',
    meaning: '{name} decided, without a proof, that the new password is in force.',
  },
  'not-applied': {
    label: 'Decided: not changed',
    meaning: '{name} decided, without a proof, that the password from before is in force.',
  },
}

const sessions: Record<SessionEffect, string> = {
  'sessions-stay':
    'Sessions that were open stay open: this backend does not end them, and a token may live up to 90 days. If the old password was in wrong hands, end them at the backend.',
  'sessions-ended': 'Sessions that were open have been ended.',
  'nothing-changed': 'Sessions that were open go on as before.',
  'not-known': 'Whether open sessions still live is not known.',
}

const probeResult: Record<ProbeResult | 'unanswered', string> = {
  accepted: 'signed in',
  refused: 'refused',
  'locked-out': 'refused with a sign of a lock-out',
  unclear: 'an answer that proves nothing',
  'not-reached': 'the backend was not reached; this does not count',
  unanswered: 'Latchkey was ended before the answer',
}

/** Holds the closed vocabularies of outcomes, changes and what they do to sessions. */
export const outcomeWords = {
  outcome: { change, signIn, verify },
  reason,
  changeState,
  changeDecided,
  sessions,
  probeResult,
}
