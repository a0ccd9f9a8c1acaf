import { sql } from '../../src/main/store/sql.ts'
import type { RealDirectory } from '../directory/real-directory.ts'

const tables = [
  'directory_applications',
  'directory_admins',
  'directory_users',
  'directory_tokens',
  'directory_codes',
  'directory_captchas',
  'directory_outbox',
  'built_in_settings',
] as const

/** Gives all that a refused request must leave as it was: every row but counters of tries, and the audited actions. */
export function keptRows({ store, actions }: RealDirectory): Readonly<Record<string, readonly string[]>> {
  const rowsOf = (table: (typeof tables)[number]): string[] =>
    store
      .all<object>(sql.selectFrom(table).selectAll())
      .map((row) => JSON.stringify({ ...row, tries: 0 }))
      .sort()
  return { ...Object.fromEntries(tables.map((table) => [table, rowsOf(table)])), actions: actions() }
}

/** Forgets every counter of wrong secrets, so that one test does not lock the accounts of the next. */
export function forgetWrongSecrets({ store }: RealDirectory): void {
  store.run(sql.deleteFrom('directory_failures'))
}

/** Imports members of a directory document; throws where they are refused. */
export function importDirectory({ directory }: RealDirectory, members: object): void {
  const bytes = Buffer.from(JSON.stringify({ latchkeyDirectory: 1, ...members }))
  const result = directory.documents.import(bytes, { actor: 'tester' })
  if (!result.ok) throw new Error(JSON.stringify(result.errors))
}

/** Gives the kept hash of a user's password, so that a test can compare it without counting as a try. */
export function passwordHashOf({ store }: RealDirectory, phone: string): string | null {
  const row = store.get(sql.selectFrom('directory_users').select('password_hash').where('phone', '=', phone))
  return row?.password_hash ?? null
}
