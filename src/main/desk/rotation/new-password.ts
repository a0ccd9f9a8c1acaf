import type { Secret } from '../../../shared/model/secret.ts'
import { generatePassword } from '../../passwords/generator.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Makes the new password of one account of a rotation. */
export function newRotationPassword({ random }: Pick<OpenDesk, 'random'>, length: number): Secret {
  return generatePassword(random, { length, classes: ['letters', 'digits', 'signs'] })
}
