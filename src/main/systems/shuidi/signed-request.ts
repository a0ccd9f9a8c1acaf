import type { RuleReference } from '../../../shared/model/outcome.ts'
import type { RuleText } from '../../../shared/model/rule-texts.ts'
import { Secret } from '../../../shared/model/secret.ts'
import { mask } from '../masking.ts'
import { prepareRequest } from '../prepare-request.ts'
import { refused, type Preparation } from '../refusal.ts'
import type { Target } from '../target.ts'
import { filledTemplate, signatureOf, signTemplate } from './sign.ts'
import { ours, path } from './wire.ts'

/** Carries what every signed request needs beside its own parameters. */
export interface Signing {
  key: Secret
  /** Names a strategy, or gives a template; empty, the assumed one. */
  template: string
  /** Gives the time of the request, in milliseconds since the epoch. */
  now: number
  /** Says where the parameters go: a query, as the document shows it, or a form. */
  method: 'GET' | 'POST'
}

/** Names a parameter of a request, its value, and the document that requires it. */
export interface SignedParameter {
  name: 'phone' | 'code' | 'uid' | 'new_password' | 'type'
  value: string | Secret
  document: string
}

const latchkey = (rule: RuleText): RuleReference => ({ document: 'Latchkey', section: 'shuidi', rule })

/** Puts a signed request together, or says which rule stops it; sends nothing. */
export function prepareSigned(
  action: string,
  parameters: readonly SignedParameter[],
  { key, template: setting, now, method }: Signing,
  target: Target,
): Preparation {
  const texts = parameters.map(({ value }) => (value instanceof Secret ? value.reveal() : value))
  const missing = parameters[texts.indexOf('')]
  if (missing !== undefined) {
    const { document, name } = missing
    return refused('missing-parameter', { document, section: '传参', rule: `${name} 是否必填:是` })
  }
  if (key.isEmpty) return refused('missing-parameter', latchkey('A request is signed: key is not empty.'))
  if (![...texts, key.reveal()].every((text) => text.isWellFormed()))
    return refused('malformed-parameter', latchkey('Every value is well-formed text.'))
  const template = signTemplate(setting)
  if (template === null)
    return refused('malformed-parameter', latchkey('A template names {key} and only what a request has.'))
  const timestrap = String(Math.floor(now / 1000))
  const given = Object.fromEntries(parameters.map(({ name }, at) => [name, texts[at] ?? '']))
  const { phone = '', code = '', uid = '', new_password = '' } = given
  const sign_md5 = signatureOf(template, { action, phone, code, uid, new_password, timestrap }, key)
  const values = {
    sign_md5,
    timestrap,
    ...Object.fromEntries(parameters.map(({ name, value }) => [name, value])),
  }
  return prepareRequest(target, {
    method,
    path,
    query: method === 'GET' ? { action, ...values } : { action },
    headers: {},
    body: method === 'GET' ? null : { encoding: 'form', values },
    signature: {
      kind: 'digest',
      name: 'sign_md5',
      letters: 'lower',
      rule: template,
      assumed: template === ours.signTemplate,
      preImage: filledTemplate(template, {
        ...Object.fromEntries(
          parameters.map(({ name, value }) => [name, value instanceof Secret ? mask : value]),
        ),
        action,
        timestrap,
        key: mask,
      }),
      // The key signs every request, and was typed by a person: it could be found by trying.
      digest: null,
    },
  })
}
