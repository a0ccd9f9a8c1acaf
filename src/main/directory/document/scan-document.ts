/** Names the place of one JSON value among the bytes of a document. */
export type Span = readonly [start: number, end: number]

/** Holds where the values of a document stand, so that each can be read by itself. */
export interface ScannedDocument {
  /** Gives the members of the document, in their order. */
  members: { name: string; span: Span; entries: Span[] | null }[]
}

/** Says that bytes are not a document of JSON, and where. */
export class DocumentSyntaxError extends Error {
  constructor(bytes: Uint8Array, at: number, expected: string, isJson = false) {
    const before = Buffer.from(bytes.subarray(0, at)).toString('utf8')
    const line = before.split('\n').length
    const column = before.length - before.lastIndexOf('\n')
    const what = isJson ? 'JSON, but no directory document' : 'not JSON'
    super(`${what}: ${expected} expected at line ${String(line)}, column ${String(column)}`)
    this.name = 'DocumentSyntaxError'
  }
}

const code = (character: string): number => character.charCodeAt(0)
const [quote, backslash, comma, colon] = ['"', '\\', ',', ':'].map(code)
const [openObject, closeObject, openList, closeList] = ['{', '}', '[', ']'].map(code)
const spaces = new Set([' ', '\t', '\n', '\r'].map(code))
const utf8Mark = [0xef, 0xbb, 0xbf]

/** Finds the members of a document and the entries of its lists, one a `yield`; fails with `DocumentSyntaxError`. */
export function* scanDocument(bytes: Uint8Array): Generator<undefined, ScannedDocument> {
  let at = utf8Mark.every((byte, place) => bytes[place] === byte) ? utf8Mark.length : 0

  const fail = (expected: string): never => {
    throw new DocumentSyntaxError(bytes, at, expected)
  }
  const skipSpaces = (): void => {
    while (spaces.has(bytes[at] ?? 0)) at++
  }
  const take = (byte: number | undefined): boolean => {
    skipSpaces()
    if (bytes[at] !== byte) return false
    at++
    return true
  }
  const skipText = (): void => {
    at++
    while (bytes[at] !== quote) {
      if (at >= bytes.length) fail('the end of a text')
      at += bytes[at] === backslash ? 2 : 1
    }
    at++
  }
  const skipNested = (): void => {
    let depth = 0
    do {
      const byte = bytes[at]
      if (byte === undefined) fail('the end of an object or list')
      if (byte === quote) skipText()
      else {
        if (byte === openObject || byte === openList) depth++
        if (byte === closeObject || byte === closeList) depth--
        at++
      }
    } while (depth > 0)
  }
  const skipWord = (): void => {
    const start = at
    for (let byte = bytes[at]; byte !== undefined; byte = bytes[++at]) {
      if (spaces.has(byte) || byte === comma || byte === closeObject || byte === closeList) break
    }
    if (at === start) fail('a value')
  }
  const value = (): Span => {
    skipSpaces()
    const start = at
    const first = bytes[at]
    if (first === quote) skipText()
    else if (first === openObject || first === openList) skipNested()
    else skipWord()
    return [start, at]
  }
  const entriesOf = function* (): Generator<undefined, Span[]> {
    const entries: Span[] = []
    if (take(closeList)) return entries
    do {
      entries.push(value())
      yield
    } while (take(comma))
    if (!take(closeList)) fail('a comma or the end of the list')
    return entries
  }
  const member = function* (): Generator<undefined, ScannedDocument['members'][number]> {
    skipSpaces()
    if (bytes[at] !== quote) fail('a name in quotes')
    const name = readSpan(bytes, value())
    if (!take(colon)) fail('a colon')
    skipSpaces()
    const start = at
    if (bytes[at] !== openList) return { name: String(name), span: value(), entries: null }
    at++
    const entries = yield* entriesOf()
    return { name: String(name), span: [start, at], entries }
  }

  const members: ScannedDocument['members'] = []
  if (!take(openObject)) throw new DocumentSyntaxError(bytes, at, 'an object', isJsonText(bytes, at))
  if (!take(closeObject)) {
    do members.push(yield* member())
    while (take(comma))
    if (!take(closeObject)) fail('a comma or the end of the object')
  }
  skipSpaces()
  if (at < bytes.length) fail('the end of the document')
  return { members }
}

function isJsonText(bytes: Uint8Array, from: number): boolean {
  try {
    readSpan(bytes, [from, bytes.length])
    return true
  } catch {
    return false
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Reads one value; fails where its bytes are not JSON in UTF-8. */
export function readSpan(bytes: Uint8Array, [start, end]: Span): unknown {
  return JSON.parse(utf8.decode(bytes.subarray(start, end)))
}
