import { z } from 'zod'
import type { FindingSort } from '../../shared/model/listed-findings.ts'
import type { FindingsFilter } from '../audit/findings-worker.ts'
import type { FindingsPlace } from '../audit/order-findings.ts'
import { accountRows } from '../store/accounts.ts'
import { builtInBackendId } from '../store/backends.ts'
import { directoryUserRows } from '../store/directory-users.ts'
import type { AccountName } from '../store/findings-reader.ts'
import { environmentsOf } from './environments.ts'
import type { OpenDesk } from './open-desk.ts'

interface FindingsQuery extends Omit<FindingsFilter, 'alsoNamed'> {
  /** Names the built-in backend in the language of who searches. */
  builtInName?: string | undefined
  /** Is absent where admins come first, in the order of the store. */
  sort?: FindingSort | undefined
  descending?: boolean | undefined
  cursor?: string | undefined
  limit: number
}

/** Gives the use cases of findings over a desk whose store is open when they are called. */
export function findingsOf(need: () => OpenDesk) {
  return {
    async list({ cursor, limit, sort, descending = false, builtInName, ...narrowing }: FindingsQuery) {
      const { findings, clock, timestamp } = need()
      const readAt = timestamp()
      const alsoNamed =
        builtInName === undefined ? undefined : { backendId: builtInBackendId, name: builtInName }
      const filter = { ...narrowing, alsoNamed }
      const asked = { now: clock.now(), filter, limit }
      const { rows: found, next } =
        sort === undefined
          ? await findings.page({ ...asked, after: parsePlace(cursor, factsPlace) })
          : await findings.sortedPage({
              ...asked,
              order: { sort, descending },
              after: parsePlace(cursor, sortedPlaces[sort]),
            })
      const sameAs = narrowing.sameAs === undefined ? null : nameOf(need(), narrowing.sameAs)
      const environments = environmentsOf(need())
      const rows = found.map((row) => ({
        ...row,
        environment: environments.get(row.backendId) ?? 'production',
      }))
      return { rows, sameAs, nextCursor: next === null ? null : formatPlace(next), readAt }
    },
    async summary() {
      const { findings, clock, timestamp } = need()
      const readAt = timestamp()
      return { ...(await findings.summary(clock.now())), readAt }
    },
  }
}

function nameOf({ store }: OpenDesk, { kind, id }: AccountName): string | null {
  if (kind === 'admin') {
    const admin = accountRows(store).get(id)
    return admin === undefined ? null : admin.account || admin.user_id
  }
  const user = directoryUserRows(store).byNum(Number(id))
  return user === undefined ? null : user.account || String(user.uid)
}

const kind = z.enum(['admin', 'user'])
const factsPlace = z.tuple([kind, z.string(), z.string()])
const sortedPlaces: Record<FindingSort, z.ZodType<FindingsPlace>> = {
  account: z.tuple([z.string(), kind, z.string()]),
  findings: z.tuple([z.int(), kind, z.string()]),
  changed: z.tuple([z.string().nullable(), kind, z.string()]),
}

function formatPlace(place: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(place), 'utf8').toString('base64url')
}

/** A cursor from an old bookmark or a typed address begins at the first page. */
function parsePlace<Place>(text: string | undefined, schema: z.ZodType<Place>): Place | undefined {
  if (text === undefined) return undefined
  try {
    return schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}
