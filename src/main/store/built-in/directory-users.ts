import { sql as raw, type Insertable } from 'kysely'
import type { DefaultKind } from '../../../shared/model/password-findings.ts'
import type { JudgementColumns } from '../../../shared/model/password-judge.ts'
import { prepareQuery } from '../directory-prepared-query.ts'
import type { DirectoryUsersTable } from '../schema/schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries a stored user. */
export type DirectoryUserRow = Omit<DirectoryUsersTable, 'num'> & { num: number }

/** Carries what is written beside a user's new password: when it was set, and its judgement. */
export type UserPasswordColumns = Partial<JudgementColumns & { password_changed_at: string | null }>

/** Reads and writes the directory's users. */
export interface DirectoryUserRows {
  byNum(num: number): DirectoryUserRow | undefined
  byAccount(appid: string, account: string): DirectoryUserRow | undefined
  /** Gives the users of an account's name in all applications. */
  allByAccount(account: string): DirectoryUserRow[]
  byPhone(phone: string): DirectoryUserRow[]
  /** Gives the same, and reads somebody else where nobody has it: that takes as long, and tells nothing of who is there. */
  byPhoneOfStranger(phone: string): DirectoryUserRow[]
  /** Gives the first users, two at most, of an application who have a uid. */
  byUid(appid: string, uid: number): DirectoryUserRow[]
  /** Says, at little cost, whether several users may have a phone number. */
  mayShare(phone: string): boolean
  /** Gives users after a number, by number. */
  after(num: number, limit: number): DirectoryUserRow[]
  insert(row: Insertable<DirectoryUsersTable>): void
  update(num: number, values: Partial<Omit<DirectoryUsersTable, 'num'>>): void
  /** Puts a hash in the place of a sealed password, with its judgement, if that one is still there. */
  settle(num: number, sealed: Buffer, hash: string, judged: Partial<JudgementColumns>): void
  /**
   * Puts a hash in the place of another one, with what goes with it; gives false, and changes nothing, where that is
   * no longer there.
   */
  replaceHash(num: number, hash: string, next: string, set?: UserPasswordColumns): boolean
  /** Gives the number of the first user after one whose imported password is not hashed yet. */
  nextUnhashed(after: number): number | undefined
  highestUid(): number
}

const table = 'directory_users'
const byNum = prepareQuery((num: number) => sql.selectFrom(table).selectAll().where('num', '=', num))
const byAccount = prepareQuery((appid: string, account: string) =>
  sql.selectFrom(table).selectAll().where('appid', '=', appid).where('account', '=', account),
)
// The index folds case, for the search; the second comparison makes these exact.
const byPhone = prepareQuery((phone: string, same: string) =>
  sql
    .selectFrom(table)
    .selectAll()
    .where(raw<boolean>`phone = ${phone} COLLATE NOCASE`)
    .where('phone', '=', same)
    .orderBy('num')
    .limit(100),
)
const anybody = prepareQuery(() => sql.selectFrom(table).selectAll().orderBy('num').limit(1))
const allByAccount = prepareQuery((account: string, same: string) =>
  sql
    .selectFrom(table)
    .selectAll()
    .where(raw<boolean>`account = ${account} COLLATE NOCASE`)
    .where('account', '=', same)
    .limit(100),
)
const byUid = prepareQuery((uid: number, appid: string) =>
  sql
    .selectFrom(table)
    .selectAll()
    .where('uid', '=', uid)
    .where(raw<string>`+appid`, '=', appid)
    .limit(2),
)
const secondByPhone = prepareQuery((phone: string) =>
  sql
    .selectFrom(table)
    .select('num')
    .where(raw<boolean>`phone = ${phone} COLLATE NOCASE`)
    .limit(1)
    .offset(1),
)
const insert = prepareQuery(
  (
    appid: string,
    uid: number,
    account: string,
    phone: string,
    email: string,
    nickname: string,
    password_hash: string | null,
    sealed_password: Buffer | null,
    status: DirectoryUsersTable['status'],
    sign_text: string,
    sealed_userkey: Buffer,
    sample: number,
    password_changed_at: string | null,
    password_score: number | null,
    password_fingerprint: Uint8Array | null,
    password_default: DefaultKind | null,
  ) =>
    sql.insertInto(table).values({
      appid,
      uid,
      account,
      phone,
      email,
      nickname,
      password_hash,
      sealed_password,
      status,
      sign_text,
      sealed_userkey,
      sample,
      password_changed_at,
      password_score,
      password_fingerprint,
      password_default,
    }),
)

/** Makes the repository of the directory's users. */
export function directoryUserRows(store: Store): DirectoryUserRows {
  return {
    byNum: (num) => store.get(byNum(num)),
    byAccount: (appid, account) => store.get(byAccount(appid, account)),
    allByAccount: (account) => store.all(allByAccount(account, account)),
    byPhone: (phone) => store.all(byPhone(phone, phone)),
    byPhoneOfStranger(phone) {
      const found = store.all(byPhone(phone, phone))
      if (found.length === 0) store.get(anybody())
      return found
    },
    byUid: (appid, uid) => store.all(byUid(uid, appid)),
    mayShare: (phone) => store.get(secondByPhone(phone)) !== undefined,
    after: (num, limit) =>
      store.all(sql.selectFrom(table).selectAll().where('num', '>', num).orderBy('num').limit(limit)),
    insert(row) {
      const { appid, uid, account, phone, email, nickname } = row
      const { password_hash = null, sealed_password = null, status, sign_text, sealed_userkey, sample } = row
      const { password_changed_at = null, password_score = null } = row
      const { password_fingerprint = null, password_default = null } = row
      store.run(
        insert(
          appid,
          uid,
          account,
          phone,
          email,
          nickname,
          password_hash,
          sealed_password,
          status,
          sign_text,
          sealed_userkey,
          sample,
          password_changed_at,
          password_score,
          password_fingerprint,
          password_default,
        ),
      )
    },
    update(num, values) {
      store.run(sql.updateTable(table).set(values).where('num', '=', num))
    },
    settle(num, sealed, hash, judged) {
      store.run(
        sql
          .updateTable(table)
          .set({ ...judged, password_hash: hash, sealed_password: null })
          .where('num', '=', num)
          .where('sealed_password', '=', sealed),
      )
    },
    replaceHash: (num, hash, next, set = {}) =>
      store.run(
        sql
          .updateTable(table)
          .set({ ...set, password_hash: next })
          .where('num', '=', num)
          .where('password_hash', '=', hash),
      ) === 1,
    nextUnhashed: (after) =>
      store.get(
        sql
          .selectFrom(table)
          .select('num')
          .where('sealed_password', 'is not', null)
          .where('num', '>', after)
          .orderBy('num')
          .limit(1),
      )?.num,
    highestUid: () =>
      store.get(sql.selectFrom(table).select((of) => of.fn.max<number | null>('uid').as('uid')))?.uid ?? 0,
  }
}
