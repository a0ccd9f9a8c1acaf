import Database from 'better-sqlite3'
import { accountSearch } from '../src/main/store/accounts/account-search.ts'
import { directoryUserSearch } from '../src/main/store/built-in/directory-user-search.ts'
import { openStore } from '../src/main/store/files/open.ts'
import { systemClock as clock } from '../src/main/platform/system-clock.ts'

/** Says into what a store's people go: the backends, and the application of nearly every user and of one in a thousand. */
export interface FilledPlaces {
  backends: readonly string[]
  applications: { large: string; small: string }
}

/** Holds the places that `fillStore` makes where it is told of none. */
export const madePlaces: FilledPlaces = {
  backends: ['bench-0', 'bench-1', 'bench-2', 'bench-3', 'bench-4'],
  applications: { large: 'app-large', small: 'app-small' },
}

const surnames = Array.from('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗')
const givenNames = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚文辉玲华')
/** Says how many users are disabled, of however many. */
const disabledUsers = 400
const firstTime = Date.parse('2026-01-01T00:00:00.000Z')

/** Gives the id of an account that `fillStore` made, by its place. */
export function accountId(at: number): string {
  return `account-${String(at).padStart(7, '0')}`
}

/**
 * Fills a store that nobody has open with so many admins and so many users; their accounts come in no order, and a third
 * of their times are the same, as after an import.
 */
export function fillStore(
  path: string,
  { admins, users }: { admins: number; users: number },
  places?: FilledPlaces,
): void {
  const db = new Database(path)
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -262144')
  db.exec('UPDATE account_search_state SET held_back = 1; UPDATE directory_search_state SET held_back = 1')
  db.transaction(() => {
    if (places === undefined) makePlaces(db)
    const { backends, applications } = places ?? madePlaces
    fillBackends(db, admins, backends)
    fillApplications(db, users, applications)
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  const { store } = openStore({ path, door: 'bench', clock })
  accountSearch(store).rebuiltAfter(() => undefined)
  directoryUserSearch(store).rebuiltAfter(() => undefined)
  store.close()
}

function makePlaces(db: Database.Database): void {
  const backend = db.prepare(
    `INSERT INTO backends VALUES (?, 'openim', ?, 'http://127.0.0.1:1', 'test', 0, '{}', 1, x'00')`,
  )
  for (const id of madePlaces.backends) backend.run(id, id)
  const application = db.prepare(
    `INSERT INTO directory_applications VALUES (?, ?, x'00', 'normal', 'normal', 0, 1, 1, 1, 64, 1, 64, 0, 1, x'00')`,
  )
  for (const appid of Object.values(madePlaces.applications)) application.run(appid, appid)
}

function fillBackends(db: Database.Database, admins: number, backends: readonly string[]): void {
  const account = db.prepare(`
    INSERT INTO accounts (id, backend_id, user_id, account, nickname, level, sealed_password, sample,
      password_score, password_fingerprint, password_changed_at, last_change_at)
    VALUES (?, ?, ?, ?, ?, 100, randomblob(60), 0, ?, randomblob(32), ?, ?)`)
  for (let at = 0; at < admins; at++) {
    const shuffled = (at * 7919) % admins
    const time = timeOf(at, admins)
    account.run(
      accountId(at),
      backends[at % backends.length],
      String(10_000_000 + at),
      `${kindOf(shuffled)}${String(shuffled).padStart(7, '0')}`,
      nameOf(shuffled),
      at % 5,
      time,
      at % 2 === 0 ? null : time,
    )
  }
}

function fillApplications(
  db: Database.Database,
  users: number,
  applications: FilledPlaces['applications'],
): void {
  const user = db.prepare(`
    INSERT INTO directory_users (appid, uid, account, phone, email, nickname, password_hash, status, sign_text,
      sealed_userkey, sample)
    VALUES (?, ?, ?, ?, ?, ?, 'a-bcrypt-hash', ?, '', x'00', 0)`)
  for (let at = 0; at < users; at++) {
    const shuffled = (at * 7919) % users
    const phone = String(13_000_000_000 + shuffled * 97)
    user.run(
      at % 1000 === 0 ? applications.small : applications.large,
      at + 1,
      phone,
      phone,
      `user${String(shuffled)}@example.com`,
      nameOf(shuffled),
      at % Math.ceil(users / disabledUsers) === 3 ? 'disabled' : 'normal',
    )
  }
}

/** Gives one account in ten a beginning of its own, so that they stand together in the order of accounts. */
function kindOf(at: number): string {
  return at % 10 === 0 ? 'ops' : 'admin'
}

function nameOf(at: number): string {
  const name = [surnames[at % 20], givenNames[(at * 7) % 23], givenNames[(at * 13) % 23]]
  return name.join('')
}

function timeOf(at: number, all: number): string {
  const second = at % 3 === 0 ? 0 : (at * 104_729) % all
  return new Date(firstTime + second * 1000).toISOString()
}
