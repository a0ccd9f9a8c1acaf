/**
 * Matches what a spreadsheet would take for a formula, in full width as well, and what looks like one that has its
 * apostrophe already: with another in front, what was written can be told apart when it is read.
 */
const formula = /^'*(\s*[=+\-@＝＋－＠]|[\t\r\n])/u

/**
 * Writes cells as one row of CSV (RFC 4180), without its line end. A text that a spreadsheet would run as a formula
 * gets an apostrophe in front.
 */
export function csvRow(cells: readonly (string | number | boolean | null)[]): string {
  return cells.map(cellText).join(',')
}

/** Takes the apostrophe away that `csvRow` put in front of a text; any other text stays as it is. */
export function withoutApostrophe(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text
}

function cellText(cell: string | number | boolean | null): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
