import type { AuditReport } from '../../shared/contract/audit.ts'
import type { Clock, DeriveKey, Random } from '../../shared/model/ports.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { Directory } from '../directory/directory.ts'
import type { StrengthJudge } from '../passwords/strength.ts'
import type { Store } from '../store/store.ts'
import type { Vault } from '../vault/vault.ts'
import type { BuiltInBackend } from './built-in-backend.ts'
import type { Drafts } from './drafts.ts'
import type { Live } from './live.ts'
import type { RequestRing } from './request-ring.ts'
import type { Sessions } from './sessions.ts'
import type { Turns } from './turns.ts'

/** Holds the parts of a desk whose store is open; use cases take from it what they need. */
export interface OpenDesk {
  store: Store
  clock: Clock
  random: Random
  vault: Vault
  audit: AuditLog
  deriveKey: DeriveKey
  strength: StrengthJudge
  directory: Directory
  builtIn: BuiltInBackend
  requests: RequestRing
  sessions: Sessions
  /** Lets the tries of one name wait for each other, so that right ones at once do not count as wrong. */
  turns: Turns
  drafts: Drafts
  live: Live
  /** Gives the time as the store writes it: UTC, ISO 8601, milliseconds. */
  timestamp(): string
  /** Verifies the audit off the main thread. */
  verifyAudit: VerifyAudit
  /** Ends every session and wipes the keys that a lock wipes; `by` is who asked, or `desk` for the program itself. */
  lock(by: string, why?: 'asked' | 'idle' | 'exit'): void
  /** Keeps the desk from ending before some work has: a change whose request may have left. */
  finishBeforeExit<T>(work: Promise<T>): Promise<T>
  /** Starts what runs as soon as an operator's keys allow it. */
  afterSignIn(): Promise<void>
}

/** Verifies the audit of the open store, telling how far it is. */
export type VerifyAudit = (onProgress: (checked: number, total: number) => void) => Promise<AuditReport>
