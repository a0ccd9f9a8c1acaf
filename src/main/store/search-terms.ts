import { sql as raw, type RawBuilder } from 'kysely'

const termLength = 3
const mostTermsTried = 16
const mostTermsAsked = 3
const timesAsCommon = 10

/** Says whether a text is too short for an index of terms of three characters. */
export function isShort(text: string): boolean {
  return Array.from(text).length < termLength
}

/** Writes a text as what the index of a search is asked for: that it occurs as it is. */
export function asPhrase(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** Writes the number of a row as an index of terms goes to it: what is given to SQLite otherwise, it takes for a fraction. */
export function asNumber(num: number): RawBuilder<number> {
  return raw`CAST(${num} AS INTEGER)`
}

/** Gives the terms with which a text of one or two characters begins: from the first one up to the second, without it. */
export function termsBeginning(text: string): [from: string, below: string] {
  const folded = text.toLowerCase()
  return [folded, `${folded}\u{10FFFF}`]
}

/**
 * Gives the part of a text that tells the most: the rarest of its terms, and beside it others that are not far more
 * common, because to read where those occur takes longer than it saves. `estimate` says in how many rows a term occurs;
 * of a long text only the terms at both ends are tried.
 */
export function tellingPart(text: string, estimate: (term: string) => number): string {
  const characters = Array.from(text)
  const terms = characters
    .slice(termLength - 1)
    .map((_, at) => characters.slice(at, at + termLength).join(''))
  const inwards = terms.map((_, turn) => (turn % 2 === 0 ? terms.length - 1 - turn / 2 : (turn - 1) / 2))
  const rows = new Map(inwards.slice(0, mostTermsTried).map((at) => [at, estimate(terms[at] ?? '')]))
  const rowsAt = (at: number): number => rows.get(at) ?? Infinity
  let [from] = [...rows.keys()].sort((one, other) => rowsAt(one) - rowsAt(other))
  if (from === undefined) return text
  const mostRows = rowsAt(from) * timesAsCommon
  let to = from
  while (to - from + 1 < mostTermsAsked && Math.min(rowsAt(from - 1), rowsAt(to + 1)) <= mostRows) {
    if (rowsAt(from - 1) < rowsAt(to + 1)) from--
    else to++
  }
  return characters.slice(from, to + termLength).join('')
}

/** Says whether LIKE takes the letters of a text for the same as the index does: it knows both cases of A to Z alone. */
export function isFoldedByLike(text: string): boolean {
  const others = text.replace(/[\0-\x7f]+/g, '')
  return others.toLowerCase() === others.toUpperCase()
}

/** Says that a text occurs in one of the columns of a table, in letters of either case. */
export function occursIn(table: string, columns: readonly string[], text: string): RawBuilder<boolean> {
  return isLike(table, columns, `%${literally(text)}%`)
}

/** Says that one of the columns of a table begins with a text, in letters of either case. */
export function beginsIn(table: string, columns: readonly string[], text: string): RawBuilder<boolean> {
  return isLike(table, columns, `${literally(text)}%`)
}

function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`)
}

function isLike(table: string, columns: readonly string[], pattern: string): RawBuilder<boolean> {
  const has = columns.map(
    (column) => raw<boolean>`${raw.ref(`${table}.${column}`)} LIKE ${pattern} ESCAPE '\\'`,
  )
  return raw<boolean>`(${raw.join(has, raw` OR `)})`
}
