/**
 * Parses JSON from bytes without any leniency: the bytes are UTF-8 with no byte order mark, no object names a key
 * twice, and every number is finite. Gives undefined for anything else.
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    return isUnambiguous(text) ? value : undefined
  } catch {
    return undefined
  }
}

const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]/gs

/** Walks over text that is known to be JSON, and says whether every reader would read the same from it. */
function isUnambiguous(text: string): boolean {
  const open: (Set<string> | null)[] = []
  let key: string | null = null
  for (const [part] of text.matchAll(token)) {
    if (part === '{') open.push(new Set())
    else if (part === '[') open.push(null)
    else if (part === '}' || part === ']') open.pop()
    else if (part === ':') {
      const seen = open.at(-1)
      if (key === null || !seen || seen.has(key)) return false
      seen.add(key)
    } else if (part.startsWith('"')) key = JSON.parse(part) as string
    else if (part !== ',' && !Number.isFinite(Number(part))) return false
  }
  return true
}
