import { Buffer } from 'node:buffer'
import { isFoldedByLike } from './search-terms.ts'

const termLength = 3
/** Ends each text in an index of terms, twice, so that its last characters begin a term as well. */
const endMarks = ['\u0001', '\u0001']

/**
 * Gives the least of the terms that begin with a text of one or two characters, of all in some texts, as an index has
 * them; undefined where the index alone knows how it writes their letters.
 */
export function leastTerm(texts: readonly string[], beginning: string): string | undefined {
  const sought = Array.from(beginning.toLowerCase())
  const terms = texts.flatMap((text) => {
    const characters = [...Array.from(text), ...endMarks]
    return characters
      .keys()
      .filter((at) => sought.every((one, further) => characters[at + further]?.toLowerCase() === one))
      .map((at) => characters.slice(at, at + termLength).join(''))
      .toArray()
  })
  const distinct = [...new Set(terms)]
  if (distinct.length === 0 || !distinct.every(isFoldedByLike)) return undefined
  return distinct
    .map((term) => term.toLowerCase())
    .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))[0]
}
