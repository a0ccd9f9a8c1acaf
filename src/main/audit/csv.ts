/** Matches what a spreadsheet would take for a formula, in full width as well. */
const formula = /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/u

/**
 * Writes cells as one row of CSV (RFC 4180), without its line end. A text that a spreadsheet would run as a formula
 * gets an apostrophe in front.
 */
export function csvRow(cells: readonly (string | number | boolean | null)[]): string {
  return cells.map(cellText).join(',')
}

function cellText(cell: string | number | boolean | null): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
