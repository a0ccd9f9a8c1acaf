import { sql as raw, type Selectable } from 'kysely'
import type { JudgementColumns } from '../../../shared/model/password-judge.ts'
import type { AccountsTable } from '../schema/schema.ts'
import type { DirectoryUserRow } from '../built-in/directory-users.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Finds the sealed passwords of which nothing is judged yet, and writes what was judged of them. */
export interface UnjudgedPasswords {
  /** Gives accounts after an id, by id. */
  accounts(after: string, limit: number): Selectable<AccountsTable>[]
  /** Gives users of the directory after a number, by number. */
  users(after: number, limit: number): DirectoryUserRow[]
  /** Writes a judgement, if the password is still the one that was judged. */
  judgeAccount(row: Selectable<AccountsTable>, judged: JudgementColumns): void
  /** Writes a judgement, if the password is still the one that was judged. */
  judgeUser(row: DirectoryUserRow, judged: JudgementColumns): void
}

// Written as in the indexes of the same name: only then does SQLite read those in place of every row.
const unjudged = raw<boolean>`sealed_password IS NOT NULL AND (password_score IS NULL OR password_fingerprint IS NULL)`

/** Makes the repository of passwords that are not judged yet. */
export function unjudgedPasswords(store: Store): UnjudgedPasswords {
  return {
    accounts: (after, limit) =>
      store.all(
        sql
          .selectFrom('accounts')
          .selectAll()
          .where(unjudged)
          .where('id', '>', after)
          .orderBy('id')
          .limit(limit),
      ),
    users: (after, limit) =>
      store.all(
        sql
          .selectFrom('directory_users')
          .selectAll()
          .where(unjudged)
          .where('num', '>', after)
          .orderBy('num')
          .limit(limit),
      ),
    judgeAccount({ id, sealed_password: sealed }, judged) {
      store.run(
        sql.updateTable('accounts').set(judged).where('id', '=', id).where('sealed_password', '=', sealed),
      )
    },
    judgeUser({ num, sealed_password: sealed }, judged) {
      store.run(
        sql
          .updateTable('directory_users')
          .set(judged)
          .where('num', '=', num)
          .where('sealed_password', '=', sealed),
      )
    },
  }
}
