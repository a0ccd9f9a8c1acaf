import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { createSystemRandom } from '../../src/main/platform/system-random.ts'
import { createStore } from '../../src/main/store/files/open.ts'
import { createFixedClock } from './fixed-clock.ts'

/** Carries what a test store keeps of one password; `password` stands for its fingerprint and is nowhere in the store. */
export interface JudgedPassword {
  password?: string
  score?: number
  defaultKind?: string
  changedAt?: string
}

/** Gives the fingerprint that a test store keeps in place of a password. */
export function testFingerprint(password: string): Buffer {
  return createHash('sha256').update(`fingerprint of ${password}`).digest()
}

/** Makes a store in a folder with admins of one backend and users of one application, by name; gives its path. */
export function makeJudgedStore(
  folder: string,
  people: { admins?: Record<string, JudgedPassword>; users?: Record<string, JudgedPassword> },
): string {
  const path = join(folder, 'store', 'desk.latchkey')
  const clock = createFixedClock()
  const storeId = createSystemRandom(clock).uuid()
  createStore({ path, door: 'test', clock, storeId, populate: () => undefined }).store.close()
  const db = new Database(path)
  db.pragma('foreign_keys = OFF')
  db.exec(`
    INSERT INTO backends VALUES ('built-in', 'openim', 'Built-in', NULL, 'sandbox', 1, '{}', 1, x'01');
    INSERT INTO backends VALUES ('b1', 'openim', 'Chat', 'http://127.0.0.1:1', 'production', 0, '{}', 1, x'01');`)
  const admin = db.prepare(`
    INSERT INTO accounts (id, backend_id, user_id, account, nickname, level, sealed_password, sample,
      password_score, password_fingerprint, password_default, password_changed_at)
    VALUES (?, 'b1', ?, ?, '', 1, x'5ea1ed', 0, ?, ?, ?, ?)`)
  const user = db.prepare(`
    INSERT INTO directory_users (appid, uid, account, phone, email, nickname, password_hash, status, sign_text,
      sealed_userkey, sample, password_score, password_fingerprint, password_default, password_changed_at)
    VALUES ('app-1001', ?, ?, '', '', '', 'a-bcrypt-hash', 'normal', '', x'5ea1ed', 0, ?, ?, ?, ?)`)
  const columns = ({ password, score, defaultKind, changedAt }: JudgedPassword) => [
    score ?? null,
    password === undefined ? null : testFingerprint(password),
    defaultKind ?? null,
    changedAt ?? null,
  ]
  db.transaction(() => {
    Object.entries(people.admins ?? {}).forEach(([name, judged], at) => {
      admin.run(`id-${name}`, String(at), name, ...columns(judged))
    })
    Object.entries(people.users ?? {}).forEach(([name, judged], at) => {
      user.run(at, name, ...columns(judged))
    })
  })()
  db.close()
  return path
}
