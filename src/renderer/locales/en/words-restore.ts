import type { BackupFault, RestoreRefusal } from '../../../shared/model/problems.ts'
import type { Explanation } from './words-access.ts'

const backupFailed: Record<BackupFault, Explanation> = {
  exists: {
    what: 'There is a file at {place} already. It was left as it is, and no backup was made.',
    next: 'Choose another name: a backup never replaces a file.',
  },
  'no-space': {
    what: 'The disk of {place} is full. No backup was made, and nothing of it is left there.',
    next: 'Make room, or choose a folder on another disk.',
  },
  'not-writable': {
    what: 'The system does not let Latchkey write at {place}. No backup was made.',
    next: 'Look at the owner and the rights of the folder, or choose another one.',
  },
  'not-sound': {
    what: 'No backup was made: the copy for {place} did not pass its own check, and was taken away again.',
    next: 'Verify the audit, and run “doctor” on the store: the store itself may be damaged.',
  },
  'no-store': {
    what: 'The store could not be read, so no backup was made at {place}.',
    next: 'Run “doctor” on the store to see why.',
  },
}

const restoreRefused: Record<RestoreRefusal, Explanation> = {
  held: {
    what: 'The store was taken by another program at that moment ({place}). The backup was not put in its place.',
    next: 'Close the other program, then try again.',
  },
  newer: {
    what: '{place} was written by a newer Latchkey. Nothing was changed.',
    next: 'Restore it with that version.',
  },
  'not-a-store': {
    what: '{place} is no store of Latchkey. Nothing was changed.',
    next: 'Choose a backup: its name ends as the store’s does.',
  },
  damaged: {
    what: '{place} is damaged and does not open. Nothing was changed.',
    next: 'Choose an older backup.',
  },
  unreadable: {
    what: '{place} is not there, or the system does not let Latchkey read it. Nothing was changed.',
    next: 'Look at the path and the rights of the file.',
  },
  'not-writable': {
    what: 'The system does not let Latchkey write beside {place}. The store is in force as it was.',
    next: 'Look at the rights of the folder.',
  },
  'no-space': {
    what: 'The disk of the store is full ({place}). The store is in force as it was.',
    next: 'Make room: the backup is copied beside the store before it takes its place.',
  },
  linked: {
    what: 'The store has a second name, a hard link ({place}). The store is in force as it was.',
    next: 'Keep one name and remove the other, then restore.',
  },
  'leads-nowhere': {
    what: '{place} is a link, and what it leads to is not there. Nothing was changed.',
    next: 'Bring back the disk that it leads to, then restore.',
  },
  'same-file': {
    what: '{place} is the store itself, or belongs to it. Nothing was changed.',
    next: 'Choose a backup of it.',
  },
  'not-sound': {
    what: '{place} does not pass the check of a backup: it is damaged, or was changed from outside. Nothing was changed.',
    next: 'Choose an older one, and keep this one as it is.',
  },
  'being-read': {
    what: 'Something still reads the store ({place}). The store is in force as it was.',
    next: 'Let the verification, the export or the other program come to its end, then try again.',
  },
  'rotation-runs': {
    what: 'A rotation runs. Nothing was changed, and the rotation goes on.',
    next: 'Stop it under Bulk rotation, or wait for its end, then restore.',
  },
  'change-in-flight': {
    what: 'The request of a password change is on its way. Nothing was changed, and the change goes on.',
    next: 'Wait for its end, then restore.',
  },
  'work-in-flight': {
    what: 'Something is being done that must not be cut off, such as a backup or an import. Nothing was changed, and it goes on.',
    next: 'Wait for its end, then restore.',
  },
  'does-not-open': {
    what: '{place} passed its checks and yet does not open. The store that was there is in force again, with everything in it.',
    next: 'Choose another backup, and keep this one as it is.',
  },
}

const storeFull: Explanation = {
  what: 'The disk of the store is full, and it took no more. What was written until then is kept, and the rest was not done.',
  next: 'Make room on that disk, then try again. If a password was being changed, look at its history first: the request may have been sent.',
}

/**
 * Holds why a backup fails, why one is not put in the place of the store, and what a full disk means for the store, in
 * words for the operator.
 */
export const restoreWords = { backupFailed, restoreRefused, storeFull }
