import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Counts who is in the directory, and how many of them came as sample data. */
export interface DirectoryCensus {
  applications: number
  admins: number
  users: number
  sample: number
}

const tables = ['directory_applications', 'directory_admins', 'directory_users'] as const

/** Counts the directory's rows. */
export function countDirectory(store: Store): DirectoryCensus {
  const [applications, admins, users] = tables.map((table) =>
    store.get(
      sql
        .selectFrom(table)
        .select((of) => [
          of.fn.countAll<number>().as('rows'),
          of.fn.sum<number | null>('sample').as('sample'),
        ]),
    ),
  )
  const all = [applications, admins, users]
  return {
    applications: applications?.rows ?? 0,
    admins: admins?.rows ?? 0,
    users: users?.rows ?? 0,
    sample: all.reduce((sum, of) => sum + (of?.sample ?? 0), 0),
  }
}

/** Deletes the sample data with its tokens, and names the applications that went; one that others joined stays. */
export function deleteSample(store: Store): string[] {
  return store.transaction(() => {
    store.run(sql.deleteFrom('directory_users').where('sample', '=', 1))
    store.run(sql.deleteFrom('directory_admins').where('sample', '=', 1))
    const gone = store.all(
      sql
        .deleteFrom('directory_applications')
        .where('sample', '=', 1)
        .where('appid', 'not in', sql.selectFrom('directory_users').select('appid'))
        .returning('appid'),
    )
    return gone.map(({ appid }) => appid)
  })
}
