import { judgementColumns } from '../../../shared/model/password-judge.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { UserPasswordColumns } from '../../store/built-in/directory-users.ts'
import { userPasswordOwner } from '../judge-password.ts'
import { noPassword } from '../check-password.ts'
import { newUserkey, userPlace } from '../places.ts'
import { otherByPhone, otherByUid, phoneOf } from '../user-clashes.ts'
import { unusableName, type ImportSession, type ListWriter } from './import-session.ts'
import { checkPasswordGiven, countReplaced, keptPassword } from './kept-password.ts'
import type { UserEntry } from './schema.ts'

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
  const passOver = ({ appid, account }: Readonly<Record<string, unknown>>): void => {
    const name = String(account)
    const places = session.unusableUsers.get(name) ?? new Set()
    session.unusableUsers.set(
      name,
      places.add(typeof appid === 'string' && hasApplication(appid) ? appid : null),
    )
  }
  return {
    key: ({ appid, account }) => [appid, account],
    passOver,
    write(path, taken) {
      checkPasswordGiven(session, path, taken)
      const isPlaced = taken.fields.appid === undefined || hasApplication(taken.fields.appid)
      if (!isPlaced) notes.error(`${path}.appid`, 'names no application of the document or the directory')
      const entry = taken.whole
      if (entry === null || !isPlaced) return
      const { appid, account, uid, phone, email, nickname, status, signText } = entry
      if (applications.get(appid) === false) {
        passOver({ ...entry })
        return
      }
      const given = keptPassword(session, entry, userPlace(entry, 'sealed_password'))
      const row = rows.users.byAccount(appid, account)
      countReplaced(session, { kind: 'users', name: `${appid}/${account}` }, row, given)
      if (row === undefined) {
        const ownUid = uid ?? nextUid()
        if (!Number.isSafeInteger(ownUid)) {
          notes.error(`${path}.uid`, 'has to be given: no number is left above the highest one')
          return
        }
        const sealed = session.seal(
          'directory',
          newUserkey(session.random),
          userPlace(entry, 'sealed_userkey'),
        )
        rows.users.insert({
          appid,
          uid: ownUid,
          account,
          phone: phone ?? phoneOf(account),
          email: email ?? '',
          nickname: nickname ?? '',
          ...(given ?? noPassword),
          status: status ?? 'normal',
          sign_text: signText ?? '',
          sealed_userkey: Buffer.from(sealed),
          sample: 0,
          ...judgedPassword(session, entry, { phone: phone ?? phoneOf(account), email, nickname }),
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
          ...(given !== null && judgedPassword(session, entry, row)),
        })
      }
      warnOfSharedPhone(session, path, entry, phone ?? row?.phone ?? phoneOf(account))
      warnOfSharedUid(session, path, entry)
    },
  }
}

/** Gives what is written beside a password that the import puts in force; how hard it is to guess takes longer. */
function judgedPassword(
  { passwordJudge, importedAt }: ImportSession,
  { account, phone, email, nickname, password }: UserEntry,
  known: { phone: string; email?: string | undefined; nickname?: string | undefined },
): UserPasswordColumns {
  const owner = userPasswordOwner({
    account,
    phone: phone ?? known.phone,
    email: email ?? known.email ?? '',
    nickname: nickname ?? known.nickname ?? '',
  })
  const judged = password === undefined ? null : passwordJudge?.quick(new Secret(password), owner)
  return { ...judgementColumns(judged ?? null), password_changed_at: importedAt }
}

function warnOfSharedPhone(
  { rows, notes }: ImportSession,
  path: string,
  user: UserEntry,
  phone: string,
): void {
  if (phone === '' || !rows.users.mayShare(phone)) return
  const other = otherByPhone(rows.users, user, phone)
  if (other !== undefined) {
    notes.warn(
      `${path}.phone`,
      `is the phone of ${other.appid}/${other.account} too: found by phone, neither is`,
    )
  }
}

function warnOfSharedUid({ rows, notes }: ImportSession, path: string, user: UserEntry): void {
  if (user.uid === undefined) return
  const other = otherByUid(rows.users, user, user.uid)
  if (other === undefined) return
  notes.warn(`${path}.uid`, `is the uid of ${other.appid}/${other.account} too`)
}
