/** Carries text that was unescaped, and where each of its characters stood in the text that it came from. */
export interface Unescaped {
  text: string
  /** Gives where a character begins. */
  start: (at: number) => number
  /** Gives where a character ends. */
  end: (at: number) => number
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
  const views: Unescaped[] = [{ text, start: (at) => at, end: (at) => at + 1 }]
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

function unescape(view: Unescaped, { pattern, pieces }: Escaping): Unescaped | null {
  const { text } = view
  if (text.search(pattern) === -1) return null
  const starts = new Int32Array(text.length + 1)
  const ends = new Int32Array(text.length + 1)
  let length = 0
  const put = (from: number, to: number, count: number): void => {
    for (let at = 0; at < count; at++) {
      starts[length] = view.start(from)
      ends[length] = view.end(to - 1)
      length++
    }
  }
  const parts: string[] = []
  let at = 0
  const copyUpTo = (place: number): void => {
    if (place > at) parts.push(text.slice(at, place))
    for (; at < place; at++) put(at, at + 1, 1)
  }
  for (const found of text.matchAll(pattern)) {
    copyUpTo(found.index)
    for (const [piece, width] of pieces(found)) {
      parts.push(piece)
      put(at, at + width, piece.length)
      at += width
    }
  }
  copyUpTo(text.length)
  return { text: parts.join(''), start: (place) => starts[place] ?? 0, end: (place) => ends[place] ?? 0 }
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
