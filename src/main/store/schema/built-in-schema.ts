import type { Generated } from 'kysely'

/** Describes the wrong secrets of one account: `tries` is a JSON list of times; all in ms since the epoch. */
export interface DirectoryFailuresTable {
  subject: string
  tries: string
  locked_until: number
}

/** Describes a code that was sent or imported; only its keyed hash is kept. Times are UTC. */
export interface DirectoryCodesTable {
  id: Generated<number>
  codeid: number
  channel: 'sms' | 'email'
  recipient: string
  purpose: 'reset'
  user_num: number | null
  code_mac: Buffer
  tries: number
  state: 'live' | 'used' | 'void'
  imported: number
  created_at: string
  expires_at: string
}

/** Describes a captcha that waits for its answer, of which only the keyed hash is kept. */
export interface DirectoryCaptchasTable {
  id: Generated<number>
  answer_mac: Buffer
  tries: number
  expires_at: string
}

/** Describes a message of the outbox; `code_id` names the row of its code. */
export interface DirectoryOutboxTable {
  id: Generated<number>
  code_id: number
  codeid: number
  channel: 'sms' | 'email'
  recipient: string
  purpose: 'reset'
  sealed_code: Buffer
  sent_at: string
  expires_at: string
}

/** Describes settings of the built-in backend for one system; `mac` covers the row. */
export interface BuiltInSettingsTable {
  name: 'shuidi' | 'yunhu'
  options: string
  sealed_key: Buffer | null
  changed_seq: number
  mac: Buffer
}

/** Describes a request that the built-in backend answered, masked. */
export interface BuiltInRequestsTable {
  id: Generated<number>
  at: string
  method: string
  path: string
  http_status: number
  duration_ms: number
  request: string
  response: string
  /** Holds in JSON what the rules of its system looked at; null where nothing is kept of it. */
  facts: string | null
  /** Names the rule that gave the answer; null where none is known. */
  rule: string | null
}

/** Says whether the search of users follows each row, or is held back until it is rebuilt. */
export interface DirectorySearchStateTable {
  id: number
  held_back: number
}
