import { Secret } from '../../../shared/model/secret.ts'
import type { DirectoryTokensTable } from '../../store/schema/schema.ts'
import { tokenUserkeyPlace, userPlace } from '../places.ts'
import { unusableName, type ImportSession, type ListWriter } from './import-session.ts'
import { defaultExpiry, type TokenEntry } from './schema.ts'
import type { TakenEntry } from './taken-entry.ts'

type Holder = Pick<DirectoryTokensTable, 'kind' | 'admin_user_id' | 'user_num'>

/** Writes tokens, of which only the keyed hash is kept: what an entry leaves out stays, or gets its default. */
export function tokenWriter(session: ImportSession): ListWriter<TokenEntry> {
  const { rows } = session
  return {
    key: ({ token }) => [token],
    write(path, taken) {
      const { fields, isUnsound, whole: entry } = taken
      const mac = fields.token === undefined ? null : session.tokenMac(fields.token)
      const row = mac === null ? undefined : rows.tokens.byMac(mac)
      const isNamed = fields.account !== undefined || row === undefined
      const isOpen = fields.account === undefined && (mac === null || isUnsound('account'))
      const holder = isOpen ? null : isNamed ? holderOf(session, path, taken) : row
      if (entry === null || mac === null || holder === null) return
      const userkey = entry.userkey === undefined ? null : new Secret(entry.userkey)
      let sealed_userkey = row?.sealed_userkey ?? null
      if (userkey !== null && holder.user_num !== null) {
        sealed_userkey = Buffer.from(session.seal('directory', userkey, tokenUserkeyPlace(mac)))
        setUserkey(session, holder.user_num, userkey)
      }
      rows.tokens.save({
        token_mac: mac,
        kind: holder.kind,
        admin_user_id: holder.admin_user_id,
        user_num: holder.user_num,
        issued_at: row?.issued_at ?? session.importedAt,
        expires_at: entry.expiresAt ?? row?.expires_at ?? defaultExpiry,
        revoked_at: null,
        sealed_userkey,
      })
    },
  }
}

function holderOf(
  session: ImportSession,
  path: string,
  { fields, isUnsound }: TakenEntry<TokenEntry>,
): Holder | null {
  const { rows, notes, unusable, unusableUsers } = session
  const { kind = 'user', account, appid } = fields
  if (account === undefined) {
    notes.error(`${path}.account`, 'is needed for a token that is new')
    return null
  }
  if (isUnsound('kind')) return null
  if (kind === 'admin') {
    if (unusable.has(unusableName('admin', account))) return null
    const admin = rows.admins.byAccount(account)
    if (admin !== undefined) return { kind, admin_user_id: admin.user_id, user_num: null }
    notes.error(`${path}.account`, 'names no admin of the document or the directory')
    return null
  }
  const users =
    appid === undefined
      ? rows.users.allByAccount(account)
      : [rows.users.byAccount(appid, account)].filter((user) => user !== undefined)
  const missing = [...(unusableUsers.get(account) ?? [])].filter(
    (place) => appid === undefined || place === null || place === appid,
  )
  const places = new Set([...users.map((user) => user.appid), ...missing.filter((place) => place !== null)])
  const [user] = users
  if (places.size > 1 && !isUnsound('appid')) {
    notes.error(`${path}.appid`, 'is needed: several applications have a user of this account')
    return null
  }
  if (places.size === 0 && missing.length === 0) {
    notes.error(`${path}.account`, 'names no user of the document or the directory')
    return null
  }
  return user === undefined || missing.length > 0 || places.size > 1
    ? null
    : { kind, admin_user_id: null, user_num: user.num }
}

function setUserkey({ rows, seal }: ImportSession, num: number, userkey: Secret): void {
  const user = rows.users.byNum(num)
  if (user === undefined) return
  const sealed = seal('directory', userkey, userPlace(user, 'sealed_userkey'))
  rows.users.update(num, { sealed_userkey: Buffer.from(sealed) })
}
