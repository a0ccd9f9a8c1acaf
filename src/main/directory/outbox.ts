import type { Seal, Unseal } from '../../shared/model/ports.ts'
import type { Secret } from '../../shared/model/secret.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import type { DirectoryOutboxRow, DirectoryOutboxRows } from '../store/built-in/directory-outbox.ts'
import type { codeChannels, codePurposes } from './code-words.ts'
import { outboxPlace } from './places.ts'

/** Describes a message that was sent into the outbox, which stands in for a phone network; times are UTC. */
export interface OutboxMessage {
  id: number
  channel: (typeof codeChannels)[number]
  to: string
  purpose: (typeof codePurposes)[number]
  codeid: number
  at: string
  expiresAt: string
}

/** Keeps what was sent, the code sealed. */
export interface Outbox {
  /** Gives messages, newest first, before an id where one is given. */
  list(page: { before?: number | undefined; limit: number }): OutboxMessage[]
  get(id: number): OutboxMessage | null
  /** Unseals the code of a message; null where it is gone. Who calls this sees to it that it is audited. */
  codeOf(id: number): Secret | null
}

/** Makes the part of the directory that shows what was sent. */
export function createOutbox({ rows, unseal }: { rows: DirectoryOutboxRows; unseal: Unseal }): Outbox {
  return {
    list: ({ before, limit }) => rows.list(before, limit).map(asMessage),
    get(id) {
      const row = rows.get(id)
      return row === undefined ? null : asMessage(row)
    },
    codeOf(id) {
      const row = rows.get(id)
      return row === undefined ? null : unseal('directory', row.sealed_code, outboxPlace(row.code_id))
    },
  }
}

/** Puts a code into the outbox, sealed, inside the transaction that is open. */
export function postCode(
  { outbox, seal }: { outbox: DirectoryOutboxRows; seal: Seal },
  message: {
    id: number
    codeid: number
    channel: OutboxMessage['channel']
    recipient: string
    purpose: OutboxMessage['purpose']
    code: Secret
    sentAt: string
    expiresAt: string
  },
): void {
  const { id, codeid, channel, recipient, purpose, code, sentAt, expiresAt } = message
  const sealed_code = Buffer.from(seal('directory', code, outboxPlace(id)))
  outbox.insert(
    { code_id: id, codeid, channel, recipient, purpose, sealed_code, sent_at: sentAt, expires_at: expiresAt },
    thresholds.messagesKept,
  )
}

function asMessage(row: DirectoryOutboxRow): OutboxMessage {
  const { id, channel, recipient: to, purpose, codeid, sent_at: at, expires_at: expiresAt } = row
  return { id, channel, to, purpose, codeid, at, expiresAt }
}
