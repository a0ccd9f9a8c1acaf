import type { Generated } from 'kysely'

/**
 * Describes a caller's case: who is meant at which backend, why, how the caller was verified, and how far it came.
 * `checks` is a JSON list of what was verified; times are UTC; nothing in it is secret.
 */
export interface ResetRequestsTable {
  id: string
  number: number
  backend_id: string
  system: 'nobase' | 'shuidi' | 'yunhu'
  account: string
  uid: string
  appid: string
  nickname: string
  caller: string
  reason: string
  ticket: string
  state: string
  checks: string
  verified_at: string | null
  captcha_id: string | null
  captcha_expires_at: string | null
  codeid: string | null
  code_sent_at: string | null
  code_expires_at: string | null
  code_tries: number
  change_id: string | null
  opened_by: string
  opened_at: string
  closed_by: string | null
  closed_at: string | null
}

/** Describes one step of a case, for its time line; `detail` is JSON without a secret. */
export interface ResetStepsTable {
  id: Generated<number>
  request_id: string
  at: string
  operator: string
  step: string
  detail: string
}
