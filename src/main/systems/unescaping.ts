/** Carries text that was unescaped, and where each of its characters stood in the text that it came from. */
export interface Unescaped {
  text: string
  /** Holds where each character begins. */
  starts: Int32Array
  /** Holds where each character ends. */
  ends: Int32Array
}

/** Carries one piece of unescaped text with the length that it had. */
type Piece = [text: string, width: number]

interface Escaping {
  pattern: RegExp
  pieces: (found: RegExpExecArray) => Piece[]
}

const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Lists how text is escaped; a `+` in a URL is a blank in a form only, so that both readings are taken. */
const escapings: readonly Escaping[] = [
  {
    pattern: /\\(?:u(?<unit>[0-9a-f]{4})|(?<mark>.))/gis,
    pieces: ({ 0: { length }, groups }) => {
      if (groups?.['unit'] !== undefined) return [[String.fromCharCode(parseInt(groups['unit'], 16)), length]]
      const mark = groups?.['mark'] ?? ''
      return [[controls[mark] ?? mark, length]]
    },
  },
  { pattern: /(?:%[0-9a-f]{2})+/gi, pieces: ([run]) => percentPieces(run) },
  { pattern: /(?:%[0-9a-f]{2})+|\+/gi, pieces: ([run]) => (run === '+' ? [[' ', 1]] : percentPieces(run)) },
  {
    pattern: /&(?:#(?<decimal>\d{1,10})|#x(?<hex>[0-9a-f]{1,8})|(?<name>amp|lt|gt|quot|apos));/gi,
    pieces: ({ 0: whole, groups }) => {
      const { decimal, hex, name } = groups ?? {}
      if (name !== undefined) return [[named[name.toLowerCase()] ?? whole, whole.length]]
      const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal)
      return [[code <= 0x10ffff ? String.fromCodePoint(code) : whole, whole.length]]
    },
  },
  { pattern: /\0+/g, pieces: ([run]) => [['', run.length]] },
]

const deepest = 3

/**
 * Gives text as it stands and as it reads with escapes of JSON, URLs, forms and HTML undone, in every order up to three
 * deep, and without NULs. Gives null where that would take more than `budget` characters.
 */
export function unescapedViews(text: string, budget: number): Unescaped[] | null {
  const places = new Int32Array(text.length + 1).map((_, at) => at)
  const views: Unescaped[] = [{ text, starts: places.subarray(0, -1), ends: places.subarray(1) }]
  const seen = new Set([text])
  let fresh = views
  let spent = text.length
  for (let depth = 0; depth < deepest && fresh.length > 0; depth++) {
    const found: Unescaped[] = []
    for (const view of fresh) {
      for (const escaping of escapings) {
        const next = unescape(view, escaping)
        if (next === null || seen.has(next.text)) continue
        spent += next.text.length
        if (spent > budget) return null
        seen.add(next.text)
        found.push(next)
      }
    }
    views.push(...found)
    fresh = found
  }
  return views
}

function unescape({ text, starts, ends }: Unescaped, { pattern, pieces }: Escaping): Unescaped | null {
  if (text.search(pattern) === -1) return null
  const next = {
    parts: [] as string[],
    starts: new Int32Array(text.length),
    ends: new Int32Array(text.length),
  }
  let [at, length] = [0, 0]
  const copyUpTo = (place: number): void => {
    if (place === at) return
    next.parts.push(text.slice(at, place))
    next.starts.set(starts.subarray(at, place), length)
    next.ends.set(ends.subarray(at, place), length)
    length += place - at
    at = place
  }
  for (const found of text.matchAll(pattern)) {
    copyUpTo(found.index)
    for (const [piece, width] of pieces(found)) {
      next.parts.push(piece)
      next.starts.fill(starts[at] ?? 0, length, length + piece.length)
      next.ends.fill(ends[at + width - 1] ?? 0, length, length + piece.length)
      length += piece.length
      at += width
    }
  }
  copyUpTo(text.length)
  return {
    text: next.parts.join(''),
    starts: next.starts.subarray(0, length),
    ends: next.ends.subarray(0, length),
  }
}

/** Reads percent-encoded bytes as UTF-8, character by character; bytes that are none stay as they are written. */
function percentPieces(run: string): Piece[] {
  const bytes = Buffer.from(run.replaceAll('%', ''), 'hex')
  const pieces: Piece[] = []
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0
    const count = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
    const read = bytes.subarray(at, at + count)
    const character = read.toString('utf8')
    if (!Buffer.from(character, 'utf8').equals(read)) {
      pieces.push([run.slice(at * 3, at * 3 + 3), 3])
      at++
    } else {
      pieces.push([character, count * 3])
      at += count
    }
  }
  return pieces
}
