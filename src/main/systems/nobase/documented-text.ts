const slot = '{}'

/** Puts a name or a number into a documented text. */
export function filledText(text: string, value: string | number): string {
  return text.replace(slot, String(value))
}

/** Says whether a text is the documented one, with a name or a number in its slot where it has one. */
export function isDocumentedText(text: string, documented: string): boolean {
  const at = documented.indexOf(slot)
  if (at === -1) return text === documented
  const before = documented.slice(0, at)
  const after = documented.slice(at + slot.length)
  if (!text.startsWith(before) || !text.endsWith(after)) return false
  return /^\w{1,32}$/.test(text.slice(before.length, text.length - after.length))
}
