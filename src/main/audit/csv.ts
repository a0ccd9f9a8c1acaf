const start = '[=+\\-@＝＋－＠]'
/**
 * Matches what a spreadsheet would take for a formula, in full width as well, and what looks like one that has its
 * apostrophe already: with another in front, what was written can be told apart when it is read.
 */
const formula = new RegExp(`^(['\\s]*${start}|'*[\\t\\r\\n])`, 'u')
/** Matches the same behind what separates cells for a spreadsheet of another country: quotes do not stop it there. */
const laterFormula = new RegExp(`([;\\t\\r\\n])(?=['"\\s]*${start})`, 'gu')
const laterApostrophe = new RegExp(`([;\\t\\r\\n])'(?=['"\\s]*${start})`, 'gu')

/**
 * Writes cells as one row of CSV (RFC 4180), without its line end. A text that a spreadsheet would run as a formula, be
 * it only what stands behind a semicolon, gets an apostrophe in front of that.
 */
export function csvRow(cells: readonly (string | number | boolean | null)[]): string {
  return cells.map(cellText).join(',')
}

/** Takes the apostrophes away that `csvRow` put into a text; any other text stays as it is. */
export function withoutApostrophe(text: string): string {
  const whole = text.startsWith("'") && formula.test(text) ? text.slice(1) : text
  return whole.replaceAll(laterApostrophe, '$1')
}

function cellText(cell: string | number | boolean | null): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = `${formula.test(cell) ? "'" : ''}${cell.replaceAll(laterFormula, "$1'")}`
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
