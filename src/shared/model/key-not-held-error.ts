import type { KeyName } from './roles.ts'

/** Says that a key is needed which nobody has opened since the desk was locked. */
export class KeyNotHeldError extends Error {
  readonly key: KeyName

  constructor(key: KeyName) {
    super(`the key ${key} is not held`)
    this.name = 'KeyNotHeldError'
    this.key = key
  }
}
