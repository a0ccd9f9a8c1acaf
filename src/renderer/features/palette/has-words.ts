/** Says whether a text has every word that was typed, in any order, blanks or none between them. */
export function hasWords(text: string, typed: string): boolean {
  const shown = text.toLowerCase().replaceAll(/\s/g, '')
  const words = typed.toLowerCase().split(/\s+/)
  return words.every((word) => shown.includes(word))
}
