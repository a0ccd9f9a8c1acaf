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
  return { label, value: `Cn"${randomBytes(9).toString('hex')}&+ é/密%` }
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
  return canaries.flatMap(({ label, value }) =>
    canaryForms
      .filter((form) => spell(value, form).some((spelling) => text.includes(spelling.toLowerCase())))
      .map((form) => ({ label, form, where })),
  )
}

/** Looks for canaries in every file under a folder, and in the files' names. */
export function findCanariesInFolder(folder: string, canaries: readonly Canary[]): CanarySighting[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    const inName = findCanaries(`the name ${path}`, entry.name, canaries)
    return entry.isFile() ? [...inName, ...findCanaries(path, readFileSync(path), canaries)] : inName
  })
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
