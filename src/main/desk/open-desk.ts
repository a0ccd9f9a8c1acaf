import type { AuditReport } from '../../shared/contract/audit.ts'
import type { Clock, DeriveKey, Random } from '../../shared/model/ports.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { Directory } from '../directory/directory.ts'
import type { StrengthJudge } from '../passwords/strength.ts'
import type { AuditDays } from '../store/audit/audit-days.ts'
import type { Store } from '../store/store.ts'
import type { TimeLimits } from '../systems/time-limits.ts'
import type { Vault } from '../vault/vault.ts'
import type { Backups } from './backups/backups.ts'
import type { BelievedTime } from './clock/believed-time.ts'
import type { BuiltInBackend } from './built-in/built-in-backend.ts'
import type { CopiedSecret } from './copied-secret.ts'
import type { Drafts } from './admins/drafts.ts'
import type { IncomingFiles } from './files/incoming-files.ts'
import type { ExchangeLog } from './exchanges/exchange-log.ts'
import type { FindingsReading } from './audit/read-findings.ts'
import type { OtherAudits } from './audit/read-other-audits.ts'
import type { Judging } from './accounts/judge-passwords.ts'
import type { Live } from './live.ts'
import type { DeskPasswordJudge } from './accounts/password-judge.ts'
import type { RequestRing } from './built-in/request-ring.ts'
import type { RotationRuns } from './rotation/runs.ts'
import type { Sessions } from './operators/sessions.ts'
import type { SettingsInForce } from './settings/settings.ts'
import type { Turns } from './turns.ts'

/** Holds the parts of a desk whose store is open; use cases take from it what they need. */
export interface OpenDesk {
  store: Store
  clock: Clock
  random: Random
  vault: Vault
  audit: AuditLog
  deriveKey: DeriveKey
  /** Gives milliseconds that go on evenly, however the clock is set, also while the desk does not run. */
  steadyNow(): number
  /** Writes down how far that time has come, inside the transaction that is open. */
  noteTime(): void
  /** Gives the mark under which tries at a name that is no operator's are counted. */
  strangerMark(nameKey: string): string
  strength: StrengthJudge
  /** Judges passwords as they are set. */
  passwordJudge: DeskPasswordJudge
  /** Judges in the background what was not judged when it was set. */
  judging: Judging
  /** Reads what is found against passwords off the main thread. */
  findings: FindingsReading
  directory: Directory
  /** Counts the events of the audit by days. */
  auditDays: AuditDays
  /** Records the requests that the desk sends. */
  exchangeLog: ExchangeLog
  builtIn: BuiltInBackend
  requests: RequestRing
  sessions: Sessions
  rotations: RotationRuns
  /** Holds the changes, by id, whose next step the store did not take; they are closed once it takes that again. */
  cutOffChanges: Set<string>
  settings: SettingsInForce
  backups: Backups
  /** Fixes how long a request to a backend other than the desk's own may take. */
  timeLimits: Partial<TimeLimits>
  /** Lets the tries of one name wait for each other, so that right ones at once do not count as wrong. */
  turns: Turns
  drafts: Drafts
  copiedSecret: CopiedSecret
  /** Keeps files that pages hand in. */
  incomingFiles: IncomingFiles
  live: Live
  /** Gives the time as the store writes it: UTC, ISO 8601, milliseconds. */
  timestamp(): string
  /** Names the place of the built `audit-worker`. */
  auditWorker: URL
  /** Reads the audits of other files off the main thread. */
  otherAudits: OtherAudits
  /** Verifies the audit off the main thread. */
  verifyAudit: VerifyAudit
  /** Ends every session and wipes the keys that a lock wipes; `by` is who asked, or `desk` for the program itself. */
  lock(by: string, why?: 'asked' | 'idle' | 'exit' | 'restore'): void
  /** Keeps the desk from ending before some work has: a change whose request may have left. */
  finishBeforeExit<T>(work: Promise<T>): Promise<T>
  /** Judges whether what is deleted for its age can go by the clock. */
  believedTime: BelievedTime
  /** Begins to delete what is overdue; what fails is reported. */
  purge(): void
  /** Starts what runs as soon as an operator's keys allow it. */
  afterSignIn(): Promise<void>
}

/** Verifies the audit of the open store, telling how far it is. */
export type VerifyAudit = (onProgress: (checked: number, total: number) => void) => Promise<AuditReport>
