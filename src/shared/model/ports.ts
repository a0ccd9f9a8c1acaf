import type { AuditAction, AuditResult } from './audit-action.ts'
import type { KeyName } from './roles.ts'
import type { Secret } from './secret.ts'

/** Tells the time; every part takes it as an argument, so that tests can set it. */
export interface Clock {
  /** Gives milliseconds since the epoch. */
  now(): number
  /** Gives milliseconds from some beginning, which setting the clock does not change; absent, `now` is taken. */
  elapsed?(): number
}

/** Makes random values; every part takes it as an argument, so that tests can fix it. */
export interface Random {
  /** Gives `length` bytes from a CSPRNG. */
  bytes(length: number): Uint8Array
  /** Gives a fresh UUIDv7. */
  uuid(): string
}

/** Reaches the clipboard of the machine. */
export interface SystemClipboard {
  readText(): Promise<string>
  writeText(text: string): Promise<void>
  clear(): void
}

/** Says where a sealed value lives; it becomes the value's associated data, so that it opens nowhere else. */
export interface SealedPlace {
  table: string
  row: string
  column: string
  /** Binds a backend's secret to its origin; `built-in` for the desk's own backend. */
  origin?: string
}

/** Seals a secret under one key of the ring for one place; fails where the key is not held. */
export type Seal = (key: KeyName, secret: Secret, place: SealedPlace) => Uint8Array

/** Opens a sealed value at its place; fails on any change of the bytes or of the place. */
export type Unseal = (key: KeyName, sealed: Uint8Array, place: SealedPlace) => Secret

/** Describes one event before it takes its place in the chain. */
export interface AuditEntry {
  action: AuditAction
  result: AuditResult
  /** Names who did it: an operator's name, or `desk` for the program itself. */
  actor: string
  /** Names what it was done to, for people: an account, a backend, an operator. */
  target: string
  /** Says more, without a secret: plain values only. */
  detail?: Record<string, string | number | boolean | null>
}

/** Appends an event to the audit chain inside the transaction that is open, and gives its sequence number. */
export type AppendEvent = (entry: AuditEntry) => number

/** Turns a directory password into a hash, and compares one with a hash, on worker threads. */
export interface PasswordHashing {
  /** Gives a bcrypt hash of the peppered password. */
  hash(password: Secret): Promise<string>
  /**
   * Says whether the peppered password matches the hash, or the password as it is an imported one; with null it takes
   * the same time and says no.
   */
  compare(password: Secret, hash: string | null): Promise<boolean>
}

/** Carries the cost of a scrypt derivation. */
export interface KdfParameters {
  n: number
  r: number
  p: number
}

/** Derives a 32-byte key from a secret's text (UTF-8 after NFKC) and a salt, off the main thread. */
export type DeriveKey = (secret: string, salt: Uint8Array, parameters: KdfParameters) => Promise<Uint8Array>
