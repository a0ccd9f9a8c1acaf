import type {
  RotationRefusal,
  RotationRowState,
  RotationState,
  RotationStopReason,
} from '../../../shared/model/rotation.ts'
import type { Explanation } from './words-access.ts'

const rotationState: Record<RotationState, string> = {
  planned: 'Planned',
  first: 'Changing the first',
  'first-done': 'First changed',
  rest: 'Running',
  stopping: 'Stopping',
  stopped: 'Stopped',
  ended: 'Ended',
}

const rotationRow: Record<RotationRowState, { label: string; meaning: string }> = {
  waiting: { label: 'Waiting', meaning: 'Not touched so far.' },
  refused: { label: 'Refused here', meaning: 'Latchkey did not send anything for it.' },
  changing: { label: 'Changing', meaning: 'The request is under way.' },
  confirmed: { label: 'Changed', meaning: 'The new password is in force and in the vault.' },
  rejected: { label: 'Refused', meaning: 'The backend refused; the password from before is in force.' },
  'not-sent': { label: 'Not sent', meaning: 'The change was not sent; nothing changed.' },
  'not-applied': {
    label: 'Not applied',
    meaning: 'Its end was unknown; a sign-in then proved that the password from before is in force.',
  },
  decided: {
    label: 'Decided',
    meaning: 'An operator decided, without a proof, which password is in force.',
  },
  unknown: {
    label: 'Unknown',
    meaning: 'Sent, with no answer that can be believed. Both passwords are kept.',
  },
  skipped: { label: 'Skipped', meaning: 'The rotation ended before its turn; nothing was sent.' },
}

const rotationStop: Record<RotationStopReason, Explanation> = {
  'first-failed': {
    what: 'The first change was not confirmed, so that the rest was not begun.',
    next: 'Look at the reason in its row, put it right, then plan another rotation.',
  },
  'three-failures': {
    what: 'Three changes in a row were not confirmed.',
    next: 'See how the backend fares before you resume.',
  },
  'backend-signal': {
    what: 'The backend gave a sign that more would do harm: too many tries, or a caller who may not do this.',
    next: 'Look at the reason in the last row and at the settings of the backend before you resume.',
  },
  'backend-unusable': {
    what: 'The backend cannot be used, or its settings were changed meanwhile.',
    next: 'Look at the page “Backends”, then resume if it is still the one that is meant.',
  },
  asked: { what: 'An administrator stopped it.', next: 'Resume it when you are ready, or end it here.' },
  abandoned: {
    what: 'An administrator ended it.',
    next: 'Plan another rotation for the accounts that were skipped.',
  },
  'desk-ended': {
    what: 'Latchkey was ended while it ran.',
    next: 'Nothing that was sent is sent again: resume it when you are ready, or end it here.',
  },
  'desk-failed': {
    what: 'Latchkey itself failed at it.',
    next: 'Look at the last row. Nothing that was sent is sent again when you resume.',
  },
  'operator-gone': {
    what: 'The administrator who began it was disabled or given another role.',
    next: 'Nothing that was sent is sent again: resume it in your own name, or end it here.',
  },
}

const rotationRefusal: Record<RotationRefusal, Explanation> = {
  'password-not-known': {
    what: 'The vault does not hold its current password.',
    next: 'Change it once by hand, with the current password typed.',
  },
  'change-open': {
    what: 'An earlier change of it has not come to an end.',
    next: 'Settle that one first.',
  },
  'admin-gone': { what: 'The backend does not know it any more.', next: 'Nothing to do.' },
  'sealed-value-damaged': {
    what: 'Its password in the vault cannot be opened.',
    next: 'Restore a backup, or change it once with the current password typed.',
  },
  'request-refused': {
    what: 'A request for it cannot be written.',
    next: 'A dry run under “Admin passwords” shows why.',
  },
  'userid-present': { what: 'Its ID is missing.', next: 'Enter the admin anew with its ID.' },
  'current-present': {
    what: 'Its current password is empty.',
    next: 'Change it once by hand, with the current password typed.',
  },
  'new-present': { what: 'The new password is empty.', next: 'Plan with another length.' },
  'differs-from-current': {
    what: 'The new password is the same as the current one.',
    next: 'Plan the rotation again.',
  },
  'length-at-most-1024': {
    what: 'A password is longer than 1,024 characters.',
    next: 'Change it once by hand.',
  },
}

/** Holds the closed vocabularies of bulk rotation. */
export const rotationWords = { rotationState, rotationRow, rotationStop, rotationRefusal }
