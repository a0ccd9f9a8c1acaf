import { Secret } from '../../../shared/model/secret.ts'
import { codeText, randomDigits } from '../codes.ts'
import { postCode } from '../outbox.ts'
import type { ImportSession, ListWriter } from './import-session.ts'
import { defaultExpiry, type CodeEntry } from './schema.ts'

const defaultCodeid = 1

/** Writes codes, of which only the keyed hash is kept; a new one that the document does not give goes to the outbox. */
export function codeWriter(session: ImportSession): ListWriter<CodeEntry> {
  const { rows, importedAt } = session
  return {
    key: ({ channel, to, purpose }) => [channel, to, purpose],
    write(_, { whole }) {
      if (whole === null) return
      const { channel, to, purpose, codeid, code, expiresAt } = whole
      const live = rows.codes.live(to, purpose, channel)
      const made = code === undefined && live === undefined ? randomDigits(session.random) : code
      const mac = made === undefined ? undefined : session.tokenMac(codeText(to, purpose, made))
      if (live !== undefined) {
        rows.codes.update(live.id, {
          codeid: codeid ?? live.codeid,
          code_mac: mac ?? live.code_mac,
          tries: 0,
          imported: 1,
          expires_at: expiresAt ?? live.expires_at,
        })
        return
      }
      if (made === undefined || mac === undefined) return
      const expires_at = expiresAt ?? defaultExpiry
      const row = { codeid: codeid ?? defaultCodeid, channel, recipient: to, purpose, code_mac: mac }
      const id = rows.codes.insert({
        ...row,
        user_num: null,
        tries: 0,
        state: 'live',
        imported: 1,
        created_at: importedAt,
        expires_at,
      })
      if (code !== undefined) return
      const message = { ...row, id, code: new Secret(made), sentAt: importedAt, expiresAt: expires_at }
      postCode({ outbox: rows.outbox, seal: session.seal }, message)
    },
  }
}
