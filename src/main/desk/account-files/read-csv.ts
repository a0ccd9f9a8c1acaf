/** Carries one row of a CSV text and the line on which it begins, counted from 1. */
export interface CsvRecord {
  line: number
  cells: string[]
}

/** Says that a quoted cell does not end, or goes on behind its quote, and on which line it begins. */
export class CsvQuoteError extends Error {
  readonly line: number

  constructor(line: number) {
    super(`the quoted cell of line ${String(line)} does not end`)
    this.name = 'CsvQuoteError'
    this.line = line
  }
}

/**
 * Reads CSV (RFC 4180) row by row, whatever its line ends; rows of empty cells alone are left out. Fails with
 * `CsvQuoteError`.
 */
export function* csvRecords(text: string, separator: string): Generator<CsvRecord, void> {
  let at = 0
  let line = 1

  const quotedCell = (): string => {
    const begun = line
    let cell = ''
    for (let from = at + 1; ;) {
      const end = text.indexOf('"', from)
      if (end === -1) throw new CsvQuoteError(begun)
      cell += text.slice(from, end)
      from = end + 2
      at = end + 1
      if (text[at] !== '"') break
      cell += '"'
    }
    line += lineEndsIn(cell)
    if (at < text.length && text[at] !== separator && !isLineEnd(text[at])) throw new CsvQuoteError(begun)
    return cell
  }
  const plainCell = (): string => {
    const from = at
    while (at < text.length && text[at] !== separator && !isLineEnd(text[at])) at++
    return text.slice(from, at)
  }

  while (at < text.length) {
    const begun = line
    const cells: string[] = []
    for (let isMore = true; isMore;) {
      cells.push(text[at] === '"' ? quotedCell() : plainCell())
      isMore = text[at] === separator
      if (isMore) at++
    }
    if (at < text.length) {
      at += text.startsWith('\r\n', at) ? 2 : 1
      line++
    }
    if (cells.some((cell) => cell !== '')) yield { line: begun, cells }
  }
}

/** Matches a first line that holds no cells but tells their separator, as spreadsheets write and read it. */
const tellingLine = /^"?sep=([^\w\s"]|\t)"?$/i

/**
 * Finds what separates the cells: what the first line tells, which then is no row of the table, and else of comma,
 * semicolon and tab the one that the first line has most of.
 */
export function separatorOf(text: string): { separator: string; isTold: boolean } {
  const [first = ''] = text.split(/[\r\n]/, 1)
  const told = tellingLine.exec(first)?.[1]
  if (told !== undefined) return { separator: told, isTold: true }
  const separators = [',', ';', '\t'].map((sign) => ({ sign, count: first.split(sign).length }))
  const most = separators.reduce((before, one) => (one.count > before.count ? one : before))
  return { separator: most.sign, isTold: false }
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r'
}

function lineEndsIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0
}
