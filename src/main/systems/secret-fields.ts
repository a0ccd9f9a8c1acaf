/** Carries the value that stands under a secret field's name, and where. */
export interface SecretFieldValue {
  value: string
  span: [start: number, end: number]
}

/** Finds the values after the names of secret fields: in JSON, also inside a JSON string, in a form, or in a header. */
export function secretFieldValues(text: string, names: readonly string[]): SecretFieldValue[] {
  if (names.length === 0) return []
  const name = String.raw`(?<![\w.-])(?:${names.join('|')})(?:\\{0,4}["'])?\s{0,8}[:=]\s{0,8}`
  const quoted = String.raw`(?<escape>\\{0,4})"(?<quoted>.*?)(?:(?<!\\)\k<escape>"|$)`
  const bare = String.raw`(?<bare>[^\s"'\\,;&{}[\]<>]+)`
  const pattern = new RegExp(`${name}(?:${quoted}|${bare})`, 'gids')
  return [...text.matchAll(pattern)].flatMap(({ groups, indices }) => {
    const value = groups?.['quoted'] ?? groups?.['bare'] ?? ''
    const span = indices?.groups?.['quoted'] ?? indices?.groups?.['bare']
    return span === undefined ? [] : [{ value, span }]
  })
}
