import { z } from 'zod'

/** Lists what is examined of a store, in the order in which it is told. */
export const doctorChecks = [
  'header',
  'holder',
  'folder',
  'files',
  'pragmas',
  'pages',
  'references',
  'schema',
  'chain',
  'exit',
  'operators',
  'recovery-key',
  'space',
  'backup',
  'clock',
  'rows',
  'sealed-values',
] as const

/** Names one thing that is examined of a store. */
export type DoctorCheck = (typeof doctorChecks)[number]

/** Lists what an examination can find; each has a text, and a next step where something is wrong. */
export const doctorFindings = [
  'this-version',
  'migrates-at-opening',
  'newer',
  'not-a-store',
  'unreadable',
  'free',
  'held',
  'folder-private',
  'folder-open',
  'in-profile',
  'outside-profile',
  'files-private',
  'file-open',
  'pragmas-hold',
  'pragma-differs',
  'log-at-opening',
  'pages-sound',
  'pages-damaged',
  'references-sound',
  'references-broken',
  'schema-own',
  'schema-foreign',
  'chain-sound',
  'chain-broken',
  'chain-left-by-restore',
  'ended-cleanly',
  'still-open',
  'not-ended-cleanly',
  'operators-sound',
  'no-administrator',
  'no-recovery-slot',
  'slot-too-cheap',
  'slot-missing',
  'slot-damaged',
  'slot-put-back',
  'recovery-proven',
  'recovery-unproven',
  'space-enough',
  'space-short',
  'backed-up',
  'no-backup-yet',
  'backup-old',
  'clock-believed',
  'clock-ahead',
  'rows-intact',
  'rows-edited',
  'seals-open',
  'seals-broken',
  'needs-operator',
  'needs-opening-first',
  'could-not-look',
] as const

/** Names what an examination found. */
export type DoctorFinding = (typeof doctorFindings)[number]

/** Lists how a line of an examination stands. */
export const doctorStates = ['well', 'failing', 'not-checked'] as const

/** Checks one line of an examination; sizes in bytes, times in UTC. */
export const doctorLineSchema = z.object({
  check: z.enum(doctorChecks),
  state: z.enum(doctorStates),
  finding: z.enum(doctorFindings),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** Carries one line of an examination. */
export type DoctorLine = z.infer<typeof doctorLineSchema>
