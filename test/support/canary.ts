import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Is a secret that a test lets loose, to see afterwards that it turned up nowhere. */
export interface Canary {
  readonly label: string
  readonly value: string
}

/** Says where a canary was seen and in which form, without repeating it. */
export interface CanarySighting {
  readonly label: string
  readonly form: CanaryForm
  readonly where: string
}

/** Lists the forms in which a canary is looked for. */
export const canaryForms = ['raw', 'utf-16', 'url', 'base64', 'hex', 'md5', 'json'] as const

/** Names one form in which a canary is looked for. */
export type CanaryForm = (typeof canaryForms)[number]

/** Makes a canary whose value is unlike any other text, and differs in each of its forms. */
export function makeCanary(label: string): Canary {
  // Without a vowel it never holds the name of an operator, whose password it could not be.
  const letters = randomBytes(9).toString('hex').replaceAll('a', 'k').replaceAll('e', 'm')
  return { label, value: `Cn"${letters}&+ é/密%` }
}

/** Watches for a secret that something else chose, such as a recovery key. */
export function asCanary(label: string, value: string): Canary {
  if (value.length < 6) throw new TypeError(`${label} is too short to be told from other text`)
  return { label, value }
}

/** Gives every spelling of a secret in one form, as text of single bytes. */
export function spell(value: string, form: CanaryForm): string[] {
  const bytes = Buffer.from(value, 'utf8')
  switch (form) {
    case 'raw':
      return [bytes.toString('latin1')]
    case 'utf-16':
      return [Buffer.from(value, 'utf16le').toString('latin1')]
    case 'url':
      return [
        encodeURIComponent(value),
        new URLSearchParams({ '': value }).toString().slice(1),
        encodeURI(value),
      ]
    case 'base64':
      return [0, 1, 2].flatMap((shift) => base64Inside(bytes, shift))
    case 'hex':
      return [bytes.toString('hex')]
    case 'md5': {
      const digest = createHash('md5').update(bytes)
      return [digest.copy().digest('hex'), digest.digest('base64').replace(/=+$/, '')]
    }
    case 'json': {
      const once = JSON.stringify(value).slice(1, -1)
      return [once, JSON.stringify(once).slice(1, -1), inAscii(once)].map((text) =>
        Buffer.from(text, 'utf8').toString('latin1'),
      )
    }
  }
}

/** Looks for canaries in bytes or text, in every form, whatever the case of hex digits and percent signs. */
export function findCanaries(
  where: string,
  content: Uint8Array | string,
  canaries: readonly Canary[],
): CanarySighting[] {
  const text = Buffer.from(content as Uint8Array)
    .toString('latin1')
    .toLowerCase()
  const bytes = Buffer.from(text, 'latin1')
  const { beginnings, mayBegin } = spellingsOf(canaries)
  const seen = new Map<string, CanarySighting>()
  for (let at = 0; at + beginning <= bytes.length; at++) {
    const begins = bytes.readInt32LE(at)
    if (mayBegin[begins & 0xffff] === 0) continue
    for (const { spelling, canary, form } of beginnings.get(begins) ?? []) {
      const key = `${String(canaries.indexOf(canary)).padStart(6)} ${String(canaryForms.indexOf(form))}`
      if (!seen.has(key) && text.startsWith(spelling, at)) {
        seen.set(key, { label: canary.label, form, where })
      }
    }
  }
  return [...seen].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, sighting]) => sighting)
}

/** Looks for canaries in every file under a folder, and in the files' names. */
export function findCanariesInFolder(folder: string, canaries: readonly Canary[]): CanarySighting[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    const inName = findCanaries(`the name ${path}`, entry.name, canaries)
    return entry.isFile() ? [...inName, ...findCanaries(path, readFileSync(path), canaries)] : inName
  })
}

const beginning = 4

interface Spellings {
  count: number
  /** Holds the spellings by their first four bytes: one look at each place of a text is enough for all. */
  beginnings: Map<number, { spelling: string; canary: Canary; form: CanaryForm }[]>
  mayBegin: Uint8Array
}

const known = new WeakMap<readonly Canary[], Spellings>()

function spellingsOf(canaries: readonly Canary[]): Spellings {
  const before = known.get(canaries)
  if (before?.count === canaries.length) return before
  const made: Spellings = { count: canaries.length, beginnings: new Map(), mayBegin: new Uint8Array(0x10000) }
  for (const canary of canaries) {
    for (const form of canaryForms) {
      for (const spelling of new Set(spell(canary.value, form).map((text) => text.toLowerCase()))) {
        const begins = Buffer.from(spelling, 'latin1').readInt32LE(0)
        made.mayBegin[begins & 0xffff] = 1
        made.beginnings.set(begins, [...(made.beginnings.get(begins) ?? []), { spelling, canary, form }])
      }
    }
  }
  known.set(canaries, made)
  return made
}

/** Base64 groups three bytes: inside longer data a text is spelled in one of three ways, less its ragged ends. */
function base64Inside(bytes: Buffer, shift: number): string[] {
  const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
  const whole = encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6))
  return [whole, whole.replaceAll('+', '-').replaceAll('/', '_')]
}

function inAscii(text: string): string {
  return text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
