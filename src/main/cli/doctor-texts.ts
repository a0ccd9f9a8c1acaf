import type { DoctorCheck, DoctorFinding, DoctorLine } from '../../shared/model/doctor.ts'

/** Says in one line what a check found and, where something is wrong, what to do about it. */
export function doctorText({ check, finding, facts }: DoctorLine): string {
  const text = findings[finding].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '?'))
  return `${titles[check]}: ${text}`
}

const titles: Record<DoctorCheck, string> = {
  header: 'file',
  holder: 'in use',
  folder: 'folder',
  files: 'files',
  pragmas: 'settings of SQLite',
  pages: 'pages',
  references: 'references',
  schema: 'tables',
  chain: 'audit',
  exit: 'last exit',
  operators: 'operators',
  'recovery-key': 'recovery key',
  space: 'disk',
  backup: 'backup',
  clock: 'clock',
  rows: 'guarded rows',
  'sealed-values': 'sealed values',
}

const findings: Record<DoctorFinding, string> = {
  'this-version': 'a store of this version',
  'migrates-at-opening': 'a store of an older version; the next desk brings it up, after a copy of it',
  newer: 'written by a newer Latchkey. Use that version',
  'not-a-store': 'not a Latchkey store. Name the right file',
  unreadable: 'cannot be read. Check that it exists and that it is yours',
  free: 'by nobody',
  held: 'by process {pid} ({door}) since {since}',
  'folder-private': 'only its owner may enter',
  'folder-open': 'others may enter {folder} (mode {mode}). Take their rights: chmod 700',
  'in-profile': 'modes mean nothing on Windows; {folder} is in the profile, whose access list protects it',
  'outside-profile':
    'modes mean nothing on Windows, and {folder} is outside the profile {profile}. Move the store there, or let its access list name you alone',
  'files-private': 'only their owner may read them ({files})',
  'file-open': 'others may read {file} (mode {mode}; {files} such in all). Take their rights: chmod 600',
  'pragmas-hold': 'all hold',
  'pragma-differs':
    '{pragma} reads back as {got}. This SQLite cannot be trusted with the store: reinstall Latchkey',
  'log-at-opening': 'all hold; the log (now {mode}) is set up by the next desk',
  'pages-sound': 'sound',
  'pages-damaged': 'damaged: {first}. Copy the folder aside, then restore the last backup',
  'references-sound': 'sound',
  'references-broken':
    'a row of {table} refers to nothing. Copy the folder aside, then restore the last backup',
  'schema-own': 'those of this program, with nothing added',
  'schema-foreign':
    '{object} is {fault}: somebody else made or changed it ({faults} places in all), and it works along with each write. Copy the folder aside, then restore the last backup',
  'chain-sound': '{events} events, {unsignedTail} of them not signed yet',
  'chain-broken':
    'does not hold: {reason}, events {from} to {to} ({ranges} places in all). Keep the file as it is, and run audit verify',
  'chain-left-by-restore':
    'sound; the anchors tell of later events, which a restore of {at} left behind: audit verify names them',
  'ended-cleanly': 'clean',
  'still-open': 'a desk is at work',
  'not-ended-cleanly':
    'not clean. The next desk checks the pages and closes what was left open: sign in and look at open changes',
  'operators-sound':
    '{administrators} administrators, {support} support, {auditors} auditors, and a recovery slot',
  'no-administrator': 'there is no enabled administrator. Sign in with the recovery key',
  'no-recovery-slot': 'there is no recovery slot. Sign in and have a recovery key issued anew',
  'slot-too-cheap': 'the slot of {holder} was made too cheap to open: the file was edited. Restore a backup',
  'slot-missing':
    '{holder} has no slot and cannot sign in: it was taken away. Restore a backup, or use the recovery key',
  'slot-damaged':
    'the slot of {holder} opens for nobody: it was damaged. Restore a backup, or use the recovery key',
  'slot-put-back':
    'the slot of {holder} is not the one that the audit knows: it was put back from a copy. It opens nothing; find out who did it, then restore a backup',
  'recovery-proven': 'it was typed back once',
  'recovery-unproven': 'nobody has typed it back. Sign in and confirm it, while somebody still has it',
  'space-enough': '{free} bytes free',
  'space-short': '{free} bytes free, and {needed} are wanted. Make room',
  'backed-up': 'the last one a desk made is of {at}',
  'no-backup-yet': 'none yet; the store is young',
  'backup-old': 'a desk made none for a week. Make one now, and let the settings make them',
  'clock-believed': 'shows {shows}; nothing speaks against it',
  'clock-ahead':
    'shows {shows}, and the last time that was believed is {believed}: nothing is deleted by age. Set the clock right, or sign in and say under Settings that it is right',
  'rows-intact': 'all {rows} as the desk left them',
  'rows-edited': '{table} / {row} was changed from outside ({fault}). Enter it again, or restore a backup',
  'seals-open': 'all {opened} open',
  'seals-broken': '{broken} do not open, first {first}. Keep the file as it is, and restore a backup',
  'needs-operator': 'needs an operator: set LATCHKEY_OPERATOR and LATCHKEY_PASSWORD',
  'needs-opening-first': 'needs the store to be of this version: open it once',
  'could-not-look': 'could not be looked at: {reason}',
}
