import { createHash, timingSafeEqual } from 'node:crypto'
import { Secret } from '../../../shared/model/secret.ts'
import { ours } from './wire.ts'

/** Lists what a template can name, between braces, beside the text that it repeats as it stands. */
const templateNames = ['action', 'phone', 'code', 'uid', 'timestrap', 'new_password', 'key'] as const

/** Carries the values of a request that a signature can cover; what a request does not have is empty. */
export type SignedValues = Readonly<Record<Exclude<(typeof templateNames)[number], 'key'>, string>>

/** Lists the strategies that have a name; a backend's settings give the name, or a template of their own. */
const signStrategies: Readonly<Record<string, string>> = { assumed: ours.signTemplate }

/**
 * Gives the template that a setting stands for: a named strategy's, the setting itself, or the assumed one where the
 * setting is empty. Gives null for one that names the key nowhere, or something that a request does not have.
 */
export function signTemplate(setting: string): string | null {
  const name = setting === '' ? 'assumed' : setting
  const template = (Object.hasOwn(signStrategies, name) ? signStrategies[name] : undefined) ?? setting
  const names = [...template.matchAll(placeholder)].map(([, name]) => name)
  const known = names.every((name) => templateNames.some((one) => one === name))
  return known && names.includes('key') ? template : null
}

/** Signs a request: the lower-case hex MD5 of the UTF-8 bytes of the filled-in template. */
export function signatureOf(template: string, values: SignedValues, key: Secret): Secret {
  const text = filledTemplate(template, { ...values, key: key.reveal() })
  return new Secret(createHash('md5').update(text, 'utf8').digest('hex'))
}

/** Fills a template in; what has no value is empty. */
export function filledTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(placeholder, (_, name: string) => values[name] ?? '')
}

/** Says in constant time whether a signature is the right one. */
export function signatureMatches(given: string, right: Secret): boolean {
  const [one, other] = [Buffer.from(given, 'utf8'), Buffer.from(right.reveal(), 'utf8')]
  return one.length === other.length && timingSafeEqual(one, other)
}

const placeholder = /\{([^{}]*)\}/g
