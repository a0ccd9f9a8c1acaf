import { sql as raw, type RawBuilder } from 'kysely'
import { mostSorted } from '../list-stretches.ts'
import { asNumber, isFoldedByLike, isShort, occursIn, termsBeginning } from '../search-terms.ts'
import type { Store } from '../store.ts'
import { textIndex } from '../text-index.ts'

/** Says in which cases a text occurs. */
export interface FoundResets {
  /** Gives the few in which it may occur by their numbers, `num`; undefined where they are many. */
  few: RawBuilder<unknown> | undefined
  /** Tests a case that is come by. */
  holds: RawBuilder<boolean>
  /** Gives the numbers, `num`, of as many as are looked at for a page, each still to be tested: the newest before one. */
  newest(before: number | undefined): RawBuilder<unknown>
  /** Says how many are looked at for a page. */
  mostLooked: number
}

const table = 'reset_requests'
const columns = ['account', 'uid', 'nickname', 'caller', 'ticket'] as const
/** Lists what the index can't be asked for: the end of a text to SQLite, and the mark that ends one in the index. */
const unfindable = ['\u0000', '\u0001']
const nobody: FoundResets = {
  few: raw`(SELECT 0 AS num WHERE 0)`,
  holds: raw`1 = 0`,
  newest: () => raw`(SELECT 0 AS num WHERE 0)`,
  mostLooked: 1,
}
/** Limits how many rows are read, so that a page comes at once: side by side, or wherever they are. */
const most = { sideBySide: 2500, anywhere: 1000 } as const

/** Finds callers' cases by any part of the user, the caller or the ticket, or of the number as it is written. */
export function findResets(store: Store, text: string): FoundResets {
  if (unfindable.some((mark) => text.includes(mark))) return nobody
  const index = textIndex(store, 'reset_search', table, 'number')
  const isTested = isFoldedByLike(text)
  if (isShort(text)) {
    const [from, below] = termsBeginning(text)
    const all = raw`(SELECT DISTINCT doc AS num FROM reset_search_terms WHERE term >= ${from} AND term < ${below})`
    const holds = isTested ? testFor(text) : raw<boolean>`reset_requests.number IN ${all}`
    const everyCase = raw`(SELECT number AS num FROM reset_requests)`
    return { few: index.few(all, mostSorted)?.numbers, holds, ...newestOf(everyCase, most.sideBySide) }
  }
  const all = index.matching(text)
  return {
    few: (isTested ? index.fewNear(text, mostSorted) : index.few(all, mostSorted))?.numbers,
    holds: isTested ? testFor(text) : raw<boolean>`reset_requests.number IN ${all}`,
    ...newestOf(all, most.anywhere),
  }
}

function newestOf(
  numbers: RawBuilder<unknown>,
  mostLooked: number,
): Pick<FoundResets, 'newest' | 'mostLooked'> {
  return {
    newest(before) {
      const isBefore = before === undefined ? raw`1 = 1` : raw`num < ${asNumber(before)}`
      return raw`(SELECT num FROM ${numbers} WHERE ${isBefore} ORDER BY num DESC LIMIT ${mostLooked})`
    },
    mostLooked,
  }
}

function testFor(text: string): RawBuilder<boolean> {
  const isInNumber = occursIn('written', ['label'], text)
  return raw`(${occursIn(table, columns, text)}
    OR EXISTS (SELECT 1 FROM (SELECT '#' || reset_requests.number AS label) AS written WHERE ${isInNumber}))`
}
