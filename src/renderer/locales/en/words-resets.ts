import type {
  CallerCheck,
  ResetCaseState,
  ResetClosing,
  ResetStep,
} from '../../../shared/model/reset-case.ts'
import type { OutcomeStatus } from '../../../shared/model/outcome.ts'

const resetState: Record<ResetCaseState, string> = {
  opened: 'Caller to verify',
  verified: 'Caller verified',
  'code-sent': 'Code sent',
  unknown: 'Outcome unknown',
  changed: 'Password set',
  resolved: 'Resolved',
  untold: 'Set, not told',
  declined: 'Declined',
  abandoned: 'Abandoned',
}

const resetStep: Record<ResetStep, string> = {
  opened: 'Request opened',
  'caller-verified': 'Caller verified',
  'captcha-fetched': 'Picture fetched',
  'code-sent': 'Code sent',
  'password-set': 'New password set',
  decided: 'Decided without a proof',
  'handed-over': 'New password shown once',
  'proof-made': 'Proof made for the ticket',
  closed: 'Request closed',
}

/** Names what a step did not come to. */
const resetStepFailed: Record<ResetStep, string> = {
  opened: 'Request not opened',
  'caller-verified': 'Caller not verified',
  'captcha-fetched': 'No picture came',
  'code-sent': 'No code was sent',
  'password-set': 'Password not set',
  decided: 'Not decided',
  'handed-over': 'New password not shown',
  'proof-made': 'Proof not made',
  closed: 'Request not closed',
}

/** Tells a step of which nobody knows what became. */
const resetStepUnclear: Record<'code-sent' | 'password-set', string> = {
  'code-sent': 'It is not known whether a code was sent',
  'password-set': 'It is not known whether the password changed',
}

const resetDecision = {
  applied: 'The new password is in force',
  'not-applied': 'The new password is not in force',
}

const callerCheck: Record<CallerCheck, string> = {
  'called-back': 'Called back on the number on file',
  'account-details': 'Knows details of the account that only its user knows',
  'identity-document': 'Showed an identity document',
  'vouched-for': 'A colleague or manager vouches by name',
}

const resetClosing: Record<ResetClosing, string> = {
  resolved: 'Resolved: the caller can sign in',
  untold: 'Not told: the password is set, and nobody has seen it',
  declined: 'Declined: the caller is not shown to be the user',
  abandoned: 'Abandoned: nothing came of it',
}

/** Names in the audit how a request ended whose new password nobody was told. */
const resetClosedUntold = 'Reset request closed, the new password was told to nobody'

const resetOutcome: Record<OutcomeStatus, { heading: string; changed: string; next: string }> = {
  succeeded: {
    heading: 'The new password is set',
    changed: 'The backend took it and said so.',
    next: 'Have the caller sign in, then close the request.',
  },
  rejected: {
    heading: 'The backend refused',
    changed: 'Nothing changed: the password from before is in force.',
    next: 'Put right what the backend names, then try again.',
  },
  refused: {
    heading: 'Stopped before anything was sent',
    changed: 'Nothing changed: no byte left this machine.',
    next: 'Put right what the rule asks for, then try again.',
  },
  unreachable: {
    heading: 'The backend could not be reached',
    changed: 'Nothing changed: the request cannot have arrived.',
    next: 'See that the backend runs, then try again; that is safe.',
  },
  unknown: {
    heading: 'It is not known whether the password changed',
    changed: 'Either password may be in force. The new one is kept, sealed.',
    next: 'Send a fresh code: the same new password then goes out again, and a success proves it.',
  },
}

/** Holds the closed vocabularies of the reset desk. */
export const resetWords = {
  resetState,
  resetStep,
  resetStepFailed,
  resetStepUnclear,
  resetDecision,
  callerCheck,
  resetClosing,
  resetClosedUntold,
  resetOutcome,
}
