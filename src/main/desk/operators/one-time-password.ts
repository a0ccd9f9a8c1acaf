import type { Random } from '../../../shared/model/ports.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { generatePassword } from '../../passwords/generator.ts'

/** Carries a password that opens once, to be handed over: with it only a password of one's own can be set. */
export interface OneTimePassword {
  oneTimePassword: string
}

/** Makes the password that an operator is handed: letters and digits, which can be told on the telephone. */
export function makeOneTimePassword(random: Random): string {
  return generatePassword(random, { length: 20, classes: ['letters', 'digits'] }).reveal()
}

/** Gives until when a password that was handed over opens a slot that was made then (UTC). */
export function oneTimePasswordEnds(madeAt: string): string {
  return new Date(Date.parse(madeAt) + thresholds.oneTimePasswordLife).toISOString()
}

/** Matches groups of four letters and digits, with the blanks between them that the page shows. */
const inGroups = /^\s*(?:[A-Za-z0-9]{4}\s+)+[A-Za-z0-9]{4}\s*$/

/** Takes a password that was handed over as it is shown, in groups; what has another form stays as it was typed. */
export function withoutGroups(typed: string): string {
  return inGroups.test(typed) ? typed.replaceAll(/\s/g, '') : typed
}
