const redacted = '[redacted]'

/** Wraps a secret so that printing, logging, inspecting or serialising it shows `[redacted]`; `reveal` unwraps it. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** Unwraps the secret; only the vault and the clients call this. */
  reveal(): string {
    return this.#value
  }

  /** Says whether the secret is the empty string. */
  get isEmpty(): boolean {
    return this.#value.length === 0
  }

  toString(): string {
    return redacted
  }

  toJSON(): string {
    return redacted
  }

  [Symbol.toPrimitive](): string {
    return redacted
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return redacted
  }
}
