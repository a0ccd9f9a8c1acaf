import type { Secret } from '../../shared/model/secret.ts'
import { secretForms, shortestMasked, smallLetters } from './secret-forms.ts'
import { secretFieldValues, secretTextsIn } from './secret-fields.ts'
import { unescapedViews } from './unescaping.ts'

/** Stands where a secret was. */
export const mask = '******'

/** Takes secrets out of what is kept or shown. */
export interface Masking {
  /** Gives text without any secret, by value and by the names of secret fields, cut at 64 Ki characters. */
  text(text: string): string
  /** Gives bytes as text where they are UTF-8 and as hex where they are not, without any secret, cut at 64 KiB. */
  bytes(bytes: Uint8Array): string
  /** Looks for new secrets in an answer, under the names of secret fields, and hides them from then on. */
  learn(bytes: Uint8Array): void
}

const shownCharacters = 64 * 1024
const searchedCharacters = 3 * 1024 * 1024
const mostLearnt = 32
const longestLearnt = 16 * 1024

/** Starts masking with the secrets of a request and the names of the fields that carry secrets in an answer. */
export function startMasking(secrets: readonly Secret[], secretFields: readonly string[]): Masking {
  const forms = new Map<string, string[]>()
  let beyondAscii = false
  // Searching must not take long, whatever a server puts into its answer: what is too much is not shown at all.
  let tooMuch = false
  const add = (value: string): void => {
    if (value.length < shortestMasked || forms.has(value)) return
    forms.set(value, secretForms(value))
    beyondAscii ||= /[^\0-\x7f]/.test(value)
  }
  for (const secret of secrets) add(secret.reveal())
  const given = forms.size

  const masked = (text: string, upTo: number): string => {
    const views = tooMuch ? null : unescapedViews(text, searchedCharacters)
    if (views === null) return mask
    const spans = secretFieldValues(text, secretFields).map(({ span }) => span)
    for (const view of views) {
      const searched = smallLetters(view.text)
      for (const form of [...forms.values()].flat()) {
        for (let at = searched.indexOf(form); at !== -1; at = searched.indexOf(form, at + 1)) {
          spans.push([view.starts[at] ?? 0, view.ends[at + form.length - 1] ?? text.length])
        }
      }
    }
    return covered(text, spans, upTo)
  }

  return {
    text: (text) => masked(text, shownCharacters),
    bytes(bytes) {
      const text = utf8Text(bytes)
      if (text !== null) return masked(text, shownCharacters)
      // In an unknown encoding a secret beyond ASCII could stand as any bytes.
      if (beyondAscii) return `[${String(bytes.length)} bytes that are not UTF-8]`
      return masked(Buffer.from(bytes).toString('hex'), shownCharacters)
    },
    learn(bytes) {
      const text = utf8Text(bytes) ?? Buffer.from(bytes).toString('latin1')
      const written = secretFieldValues(text, secretFields).map(({ value }) => value)
      for (const value of [...secretTextsIn(text, secretFields), ...written]) {
        tooMuch ||= value.length > longestLearnt || forms.size > given + mostLearnt
        if (tooMuch) return
        add(value)
        add(unquoted(value))
      }
    },
  }
}

type Span = [start: number, end: number]

/** Covers every span, also where two of them overlap; what lies behind `upTo` is cut off. */
function covered(text: string, spans: Span[], upTo: number): string {
  spans.sort(([one], [other]) => one - other)
  let shown = ''
  let at = 0
  for (const [start, end] of spans) {
    if (start >= upTo) break
    if (end <= at || start === end) continue
    if (start >= at) shown += text.slice(at, start) + mask
    at = end
  }
  if (at < upTo) shown += text.slice(at, upTo)
  return text.length > upTo ? `${shown}… [${String(text.length - upTo)} more characters]` : shown
}

function unquoted(value: string): string {
  try {
    return String(JSON.parse(`"${value}"`))
  } catch {
    return value
  }
}

function utf8Text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
