import { z } from 'zod'
import type { FindingsFilter, FindingsTask } from '../audit/findings-worker.ts'
import type { OpenDesk } from './open-desk.ts'

interface FindingsQuery extends FindingsFilter {
  cursor?: string | undefined
  limit: number
}

/** Gives the use cases of findings over a desk whose store is open when they are called. */
export function findingsOf(need: () => OpenDesk) {
  return {
    async list({ cursor, limit, ...filter }: FindingsQuery) {
      const { findings, clock, timestamp } = need()
      const readAt = timestamp()
      const after = cursor === undefined ? undefined : parsePlace(cursor)
      const { rows, next } = await findings.page({ now: clock.now(), filter, after, limit })
      return { rows, nextCursor: next === null ? null : formatPlace(next), readAt }
    },
    async summary() {
      const { findings, clock, timestamp } = need()
      const readAt = timestamp()
      return { ...(await findings.summary(clock.now())), readAt }
    },
  }
}

type Place = NonNullable<FindingsTask['after']>

const placeSchema = z.tuple([z.enum(['admin', 'user']), z.string(), z.string()])

function formatPlace(place: Place): string {
  return Buffer.from(JSON.stringify(place), 'utf8').toString('base64url')
}

/** A cursor from an old bookmark or a typed address begins at the first page. */
function parsePlace(text: string): Place | undefined {
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}
