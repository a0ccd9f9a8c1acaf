import { createHash } from 'node:crypto'
import { Secret } from '../../../shared/model/secret.ts'
import type { PasswordEncoding } from './wire.ts'

/** Gives a typed password as it stands on the wire. */
export function wirePassword(typed: Secret, encoding: PasswordEncoding): Secret {
  if (encoding === 'plain') return typed
  return new Secret(createHash('md5').update(typed.reveal(), 'utf8').digest('hex'))
}
