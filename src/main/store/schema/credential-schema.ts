import type { Generated } from 'kysely'
import type {
  RotationRowReason,
  StoredRowState,
  RotationState,
  RotationStopReason,
} from '../../../shared/model/rotation.ts'
import type { BackendSecretKind } from '../../../shared/model/backend-secret.ts'
import type { ExchangePurpose } from '../../../shared/model/exchange-purpose.ts'
import type { OutcomeReason, OutcomeStatus } from '../../../shared/model/outcome.ts'
import type { ProbeResult } from '../../../shared/model/change.ts'
import type { Operation } from '../../../shared/model/systems.ts'

/** Describes one sign-in that tries a candidate of an unknown change; `result` is null until its answer is in. */
export interface ChangeProbesTable {
  id: Generated<number>
  change_id: string
  subject: string
  at: string
  kind: 'old' | 'new'
  result: ProbeResult | null
  outcome: string | null
}

/** Describes a rotation of many admins' passwords at one backend; times are UTC. */
export interface RotationsTable {
  id: string
  backend_id: string
  operator: string
  state: RotationState
  password_length: number
  planned_at: string
  started_at: string | null
  ended_at: string | null
  stop_reason: RotationStopReason | null
}

/** Describes one account of a rotation: `waiting` until its turn, then the state of its change. */
export interface RotationRowsTable {
  rotation_id: string
  position: number
  account_id: string
  state: StoredRowState
  reason: RotationRowReason | null
  change_id: string | null
  ended_at: string | null
}

/** Describes a request that was sent, with its outcome (JSON); nothing in it is secret. */
export interface ExchangesTable {
  id: Generated<number>
  at: string
  operator: string
  purpose: ExchangePurpose
  backend_id: string
  backend_name: string
  operation: Operation
  target: string
  status: OutcomeStatus
  reason: OutcomeReason | null
  http_status: number | null
  duration_ms: number
  change_id: string | null
  outcome: string
}

/** Describes when a contradiction between a document and a backend's answers was first and last met. */
export interface ContradictionsSeenTable {
  contradiction: string
  backend_id: string
  first_at: string
  last_at: string
  times: number
}

/**
 * Describes a sealed credential of a backend, which opens for the origin that it was entered for and no other.
 * `application` is the appid of whose it is; empty for one of the backend as a whole.
 */
export interface BackendSecretsTable {
  backend_id: string
  kind: BackendSecretKind
  application: string
  sealed: Buffer
  changed_at: string
}

/** Describes a setting of the desk (JSON) with the sequence of its last change, both under the MAC. */
export interface DeskSettingsTable {
  name: string
  value: string
  changed_seq: number
  mac: Buffer
}
