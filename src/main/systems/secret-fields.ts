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

/**
 * Gives the texts that stand under the names of secret fields in JSON, however it spells the names: whoever takes a secret
 * out of an answer reads them so. Of text that is no JSON nothing is taken.
 */
export function secretTextsIn(text: string, names: readonly string[]): string[] {
  const secret = new Set(names.map((name) => name.toLowerCase()))
  const texts: string[] = []
  // Without recursion: what nests too deeply for that is JSON all the same.
  const open: unknown[] = [parsed(text)]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && secret.has(name.toLowerCase())) texts.push(inner)
      open.push(inner)
    }
  }
  return texts
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
