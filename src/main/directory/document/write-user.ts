import { noPassword } from '../check-password.ts'
import { newUserkey, userPlace } from '../places.ts'
import { unusableName, type ImportSession, type ListWriter } from './import-session.ts'
import { keptPassword } from './kept-password.ts'
import type { UserEntry } from './schema.ts'

const numberShape = /^\d{5,20}$/

/** Writes users: what an entry leaves out stays, or gets its default; an account of digits is a phone number too. */
export function userWriter(session: ImportSession): ListWriter<UserEntry> {
  const { rows, notes } = session
  const applications = new Map<string, boolean>()
  let lastUid: number | null = null
  const hasApplication = (appid: string): boolean => {
    const known = applications.get(appid) ?? rows.applications.get(appid) !== undefined
    applications.set(appid, known)
    return known || session.unusable.has(unusableName('application', appid))
  }
  const nextUid = (): number => {
    lastUid = (lastUid ?? rows.users.highestUid()) + 1
    return lastUid
  }
  return {
    key: ({ appid, account }) => [appid, account],
    nameOf: ({ account }) => unusableName('user', account),
    write(path, entry) {
      const { appid, account, uid, phone, email, nickname, status, signText } = entry
      if (!hasApplication(appid)) {
        notes.error(`${path}.appid`, 'names no application of the document or the directory')
        session.unusable.add(unusableName('user', account))
        return
      }
      if (applications.get(appid) === false) return
      const place = userPlace(entry, 'sealed_password')
      const given = keptPassword(session, path, entry, place)
      const row = rows.users.byAccount(appid, account)
      if (row === undefined) {
        const sealed = session.seal(
          'directory',
          newUserkey(session.random),
          userPlace(entry, 'sealed_userkey'),
        )
        rows.users.insert({
          appid,
          uid: uid ?? nextUid(),
          account,
          phone: phone ?? phoneOf(account),
          email: email ?? '',
          nickname: nickname ?? '',
          ...(given ?? noPassword),
          status: status ?? 'normal',
          sign_text: signText ?? '',
          sealed_userkey: Buffer.from(sealed),
          sample: 0,
        })
        if (uid !== undefined && lastUid !== null) lastUid = Math.max(lastUid, uid)
      } else {
        rows.users.update(row.num, {
          uid: uid ?? row.uid,
          phone: phone ?? row.phone,
          email: email ?? row.email,
          nickname: nickname ?? row.nickname,
          ...given,
          status: status ?? row.status,
          sign_text: signText ?? row.sign_text,
          sample: 0,
        })
      }
      warnOfSharedPhone(session, path, entry, phone ?? row?.phone ?? phoneOf(account))
    },
  }
}

function warnOfSharedPhone(
  { rows, notes }: ImportSession,
  path: string,
  { appid, account }: UserEntry,
  phone: string,
): void {
  if (phone === '' || !rows.users.mayShare(phone)) return
  const other = rows.users.byPhone(phone).find((user) => user.appid !== appid || user.account !== account)
  if (other !== undefined) {
    notes.warn(
      `${path}.phone`,
      `is the phone of ${other.appid}/${other.account} too: found by phone, neither is`,
    )
  }
}

function phoneOf(account: string): string {
  return numberShape.test(account) ? account : ''
}
