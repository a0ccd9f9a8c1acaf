import type { Random } from '../../shared/model/ports.ts'
import { generatePassword } from '../passwords/generator.ts'

/** Carries a password that opens once, to be handed over: with it only a password of one's own can be set. */
export interface OneTimePassword {
  oneTimePassword: string
}

/** Makes the password that an operator is handed: letters and digits, which can be told on the telephone. */
export function makeOneTimePassword(random: Random): string {
  return generatePassword(random, { length: 20, classes: ['letters', 'digits'] }).reveal()
}
