import type { Generated } from 'kysely'
import type { AuditAction, AuditResult } from '../../../shared/model/audit-action.ts'
import type { ChangeState, SessionEffect } from '../../../shared/model/change.ts'
import type { DefaultKind } from '../../../shared/model/password-findings.ts'
import type { Role } from '../../../shared/model/roles.ts'
import type { Environment, Operation, System } from '../../../shared/model/systems.ts'
import type {
  BackendSecretsTable,
  ChangeProbesTable,
  ContradictionsSeenTable,
  DeskSettingsTable,
  ExchangesTable,
  RotationRowsTable,
  RotationsTable,
} from './credential-schema.ts'
import type {
  BuiltInRequestsTable,
  BuiltInSettingsTable,
  DirectoryCaptchasTable,
  DirectoryCodesTable,
  DirectoryFailuresTable,
  DirectoryOutboxTable,
  DirectorySearchStateTable,
} from './built-in-schema.ts'
import type { ResetRequestsTable, ResetStepsTable } from './reset-schema.ts'

/** Describes the one row that says which store this is; `clean_exit` and `recovery_proven` are 0 or 1. */
export interface StoreMetaTable {
  id: number
  store_id: string
  created_at: string
  checkpoint_public_key: Buffer | null
  clean_exit: number
  recovery_proven: number
}

/** Describes an operator; the role stands with the key slot, whose seal it is part of. `must_change` is 0 or 1. */
export interface OperatorsTable {
  id: string
  name: string
  name_key: string
  created_at: string
  disabled_at: string | null
  must_change: number
}

/** Describes a key slot: who can open it, with which derivation, and the sealed ring. */
export interface KeySlotsTable {
  id: string
  holder: string
  role: Role
  kdf_n: number
  kdf_r: number
  kdf_p: number
  salt: Buffer
  sealed_ring: Buffer
  created_at: string
}

/** Describes a counter of wrong secrets; times are milliseconds since the epoch. */
export interface FailuresTable {
  subject: string
  failures: number
  window_start: number
  locked_until: number
}

/** Describes how far the time of a store's desks has come, in milliseconds, in one row. */
export interface SteadyTimeTable {
  id: number
  steady: number
  elapsed: number
}

/** Describes the latest time that was believed (UTC), and between which times a clock far ahead of it was seen. */
export interface BelievedTimeTable {
  id: number
  believed: string
  doubted_from: string | null
  doubted_to: string | null
}

/** Describes a look of the page that the store keeps; it steers nothing but the page. */
export interface PreferencesTable {
  key: string
  value: string
}

/** Describes a backend that the desk talks to; `mac` covers the row and the sequence of its last change. */
export interface BackendsTable {
  id: string
  system: System
  name: string
  url: string | null
  environment: Environment
  built_in: number
  options: string
  changed_seq: number
  mac: Buffer
}

/** Describes an admin account of a backend as the desk knows it; `num` is what its search knows it by. */
export interface AccountsTable {
  id: string
  backend_id: string
  user_id: string
  account: string
  nickname: string
  level: number
  sealed_password: Buffer | null
  password_score: number | null
  password_changed_at: string | null
  last_change_id: string | null
  last_change_at: string | null
  sample: number
  password_fingerprint: Uint8Array | null
  password_default: DefaultKind | null
  num: Generated<number>
}

/** Says whether the search of accounts follows each row, and up to which number they stand in the order of `account`. */
export interface AccountSearchStateTable {
  id: number
  held_back: number
  in_order_to: number
}

/**
 * Describes a journaled change of a password; `subject` is what it holds while it is open: `admin/` with an account's
 * id, or `user/` with a backend's id, a system and the user's name there. `account_id` is null for a user, of whom
 * `reference` (JSON) says who they are and which codes were sent; `settled_by` names the operator who decided.
 */
export interface ChangesTable {
  id: string
  subject: string
  account_id: string | null
  backend_id: string
  operation: Operation
  state: ChangeState
  operator: string
  password_from: 'typed' | 'generated'
  planned_at: string
  staged_at: string | null
  sending_at: string | null
  ended_at: string | null
  outcome: string | null
  sessions: SessionEffect
  settles_at: string | null
  settled_by: string | null
  rotation_id: string | null
  reference: string | null
}

/** Describes a password that may be the one in force while a change is open, and for a while after. */
export interface CandidatesTable {
  id: string
  change_id: string
  kind: 'old' | 'new'
  sealed: Buffer
  created_at: string
}

/** Describes an event of the audit chain; `seq` is its place. */
export interface AuditEventsTable {
  seq: number
  /** Holds what the event says: the fields of `AuditEventFieldsView`, as an array of JSON. */
  body: string
  prev_hash: string
  hash: string
}

/** Describes the events with the fields that their bodies hold, for reading. */
export interface AuditEventFieldsView {
  seq: number
  body: string
  at: string
  actor: string
  action: AuditAction
  target: string
  result: AuditResult
  detail: string
  prev_hash: string
  hash: string
}

/** Describes a signed point of the audit chain. */
export interface AuditCheckpointsTable {
  seq: number
  hash: string
  at: string
  signature: Buffer
}

/** Describes an application of the built-in directory; flags are 0 or 1. */
export interface DirectoryApplicationsTable {
  appid: string
  name: string
  sealed_signature: Buffer
  status: 'normal' | 'reviewing' | 'stopped'
  developer_status: 'normal' | 'overdue' | 'disabled'
  developer_overdue_days: number
  allow_password_change: number
  token_validation: number
  account_min: number
  account_max: number
  password_min: number
  password_max: number
  sample: number
  changed_seq: number
  mac: Buffer
}

/** Describes an admin of the built-in directory; one of hash and sealed password is set. */
export interface DirectoryAdminsTable {
  user_id: string
  account: string
  nickname: string
  level: number
  password_hash: string | null
  sealed_password: Buffer | null
  password_changed_at: string
  sample: number
}

/** Describes a user of an application of the built-in directory; one of hash and sealed password is set. */
export interface DirectoryUsersTable {
  num: Generated<number>
  appid: string
  uid: number
  account: string
  phone: string
  email: string
  nickname: string
  password_hash: string | null
  sealed_password: Buffer | null
  status: 'normal' | 'disabled'
  sign_text: string
  sealed_userkey: Buffer
  sample: number
  password_changed_at: string | null
  password_score: number | null
  password_fingerprint: Uint8Array | null
  password_default: DefaultKind | null
}

/** Describes a token that the built-in backend issued; only its keyed hash is kept. Times are UTC. */
export interface DirectoryTokensTable {
  token_mac: Buffer
  kind: 'admin' | 'user'
  admin_user_id: string | null
  user_num: number | null
  issued_at: string
  expires_at: string
  revoked_at: string | null
  sealed_userkey: Buffer | null
}

/** Types every table of the store for the query builder. */
export interface Schema {
  store_meta: StoreMetaTable
  operators: OperatorsTable
  key_slots: KeySlotsTable
  operator_failures: FailuresTable
  steady_time: SteadyTimeTable
  believed_time: BelievedTimeTable
  preferences: PreferencesTable
  backends: BackendsTable
  accounts: AccountsTable
  account_search_state: AccountSearchStateTable
  changes: ChangesTable
  candidates: CandidatesTable
  change_probes: ChangeProbesTable
  rotations: RotationsTable
  rotation_rows: RotationRowsTable
  exchanges: ExchangesTable
  contradictions_seen: ContradictionsSeenTable
  backend_secrets: BackendSecretsTable
  reset_requests: ResetRequestsTable
  reset_steps: ResetStepsTable
  desk_settings: DeskSettingsTable
  audit_events: AuditEventsTable
  audit_event_fields: AuditEventFieldsView
  audit_checkpoints: AuditCheckpointsTable
  directory_applications: DirectoryApplicationsTable
  directory_admins: DirectoryAdminsTable
  directory_users: DirectoryUsersTable
  directory_tokens: DirectoryTokensTable
  directory_codes: DirectoryCodesTable
  directory_captchas: DirectoryCaptchasTable
  directory_outbox: DirectoryOutboxTable
  directory_failures: DirectoryFailuresTable
  directory_search_state: DirectorySearchStateTable
  built_in_settings: BuiltInSettingsTable
  built_in_requests: BuiltInRequestsTable
}
