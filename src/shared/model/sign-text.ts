/** Says up to how many characters a signature text should have; a longer one is taken all the same (updateSign, advice). */
export const advisedSignTextLength = 200

/** Limits the signature texts that the desk sets itself. */
export const longestSignText = 5_000

/** Says what of updateSign's rules a signature text breaks, or null. */
export function signTextFault(text: string): 'blank' | 'not-well-formed' | null {
  if (text.trim() === '') return 'blank'
  return text.isWellFormed() ? null : 'not-well-formed'
}

/** Counts the characters of a text as people do, so that one of the supplementary planes is one. */
export function charactersOf(text: string): number {
  return Array.from(text).length
}
