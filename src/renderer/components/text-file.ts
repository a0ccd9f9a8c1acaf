/** Carries the text of a chosen file, or says what was found in its place: a store, or something else that is no text. */
export type ChosenText = { text: string; found: 'text' } | { text: null; found: 'store' | 'no-text' }

/** Begins every store and every copy of one, as it does every file of SQLite. */
const beginOfStore = 'SQLite format 3\0'

/** Reads the first bytes of a file, as many as asked for, where they are text. */
export const readTextFile = async (file: Blob, most: number): Promise<ChosenText> => {
  const text = await file.slice(0, most).text()
  if (text.startsWith(beginOfStore)) return { text: null, found: 'store' }
  return text.includes('\0') ? { text: null, found: 'no-text' } : { text, found: 'text' }
}
