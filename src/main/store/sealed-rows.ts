import type { BackendSecretKind } from '../../shared/model/backend-secret.ts'
import type { BackendsTable } from './schema/schema.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Carries the sealed value of one row, with what names its place. */
export type SealedRow =
  | { table: 'accounts'; id: string; sealed: Buffer }
  | { table: 'candidates'; change: string; kind: 'old' | 'new'; ofAdmin: boolean; sealed: Buffer }
  | { table: 'directory_applications'; appid: string; sealed: Buffer }
  | { table: 'directory_admins'; userID: string; sealed: Buffer }
  | { table: 'directory_users'; appid: string; account: string; password: Buffer | null; userkey: Buffer }
  | { table: 'directory_tokens'; mac: Buffer; sealed: Buffer }
  | { table: 'built_in_settings'; name: string; sealed: Buffer }
  | { table: 'directory_outbox'; codeId: number; sealed: Buffer }
  | {
      table: 'backend_secrets'
      backend: Pick<BackendsTable, 'id' | 'built_in' | 'url'>
      kind: BackendSecretKind
      application: string
      sealed: Buffer
    }

/** Gives every sealed value of a store, some hundreds at a time. */
export function* sealedRows(store: Store): Generator<SealedRow[], void> {
  yield store
    .all(sql.selectFrom('accounts').select(['id', 'sealed_password as sealed']))
    .flatMap(({ id, sealed }) => (sealed === null ? [] : [{ table: 'accounts' as const, id, sealed }]))
  yield store
    .all(
      sql
        .selectFrom('candidates')
        .innerJoin('changes', 'changes.id', 'candidates.change_id')
        .select(['change_id as change', 'kind', 'account_id as accountId', 'sealed']),
    )
    .map(({ accountId, ...row }) => ({ table: 'candidates', ...row, ofAdmin: accountId !== null }))
  yield store
    .all(sql.selectFrom('directory_applications').select(['appid', 'sealed_signature as sealed']))
    .map((row) => ({ table: 'directory_applications', ...row }))
  yield store
    .all(sql.selectFrom('directory_admins').select(['user_id as userID', 'sealed_password as sealed']))
    .flatMap(({ userID, sealed }) =>
      sealed === null ? [] : [{ table: 'directory_admins' as const, userID, sealed }],
    )
  yield store
    .all(sql.selectFrom('built_in_settings').select(['name', 'sealed_key as sealed']))
    .flatMap(({ name, sealed }) =>
      sealed === null ? [] : [{ table: 'built_in_settings' as const, name, sealed }],
    )
  yield store
    .all(sql.selectFrom('directory_outbox').select(['code_id as codeId', 'sealed_code as sealed']))
    .map((row) => ({ table: 'directory_outbox', ...row }))
  yield backendSecrets(store)
  yield* users(store)
  yield* tokens(store)
}

function backendSecrets(store: Store): SealedRow[] {
  return store
    .all(
      sql
        .selectFrom('backend_secrets')
        .innerJoin('backends', 'backends.id', 'backend_secrets.backend_id')
        .select(['backends.id', 'built_in', 'url', 'kind', 'application', 'sealed']),
    )
    .map(({ id, built_in, url, ...row }) => ({
      table: 'backend_secrets',
      backend: { id, built_in, url },
      ...row,
    }))
}

const atOnce = 500

function* users(store: Store): Generator<SealedRow[], void> {
  for (let after = 0; ;) {
    const rows = store.all(
      sql
        .selectFrom('directory_users')
        .select(['num', 'appid', 'account', 'sealed_password as password', 'sealed_userkey as userkey'])
        .where('num', '>', after)
        .orderBy('num')
        .limit(atOnce),
    )
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.num
    yield rows.map(({ num, ...row }) => ({ table: 'directory_users', ...row }))
  }
}

function* tokens(store: Store): Generator<SealedRow[], void> {
  for (let after: Buffer = Buffer.alloc(0); ;) {
    const rows = store.all(
      sql
        .selectFrom('directory_tokens')
        .select(['token_mac as mac', 'sealed_userkey as sealed'])
        .where('token_mac', '>', after)
        .orderBy('token_mac')
        .limit(atOnce),
    )
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.mac
    yield rows.flatMap(({ mac, sealed }) =>
      sealed === null ? [] : [{ table: 'directory_tokens' as const, mac, sealed }],
    )
  }
}
