import type { RuleReference } from '../../../shared/model/outcome.ts'
import type { RuleText } from '../../../shared/model/rule-texts.ts'
import { Secret } from '../../../shared/model/secret.ts'
import { jsonText, type RequestValue } from '../outgoing-request.ts'
import { prepareRequest } from '../prepare-request.ts'
import { refused, type Preparation } from '../refusal.ts'
import type { Target } from '../target.ts'
import { explainSignature } from './explain-signature.ts'
import { signatureOf, type YunhuSession } from './sign.ts'

/** Carries one field of an action: text as it goes, a number written in digits, or a kind of which 0 is carried out. */
export type ActionField =
  | { name: string; kind: 'text'; value: string | Secret }
  | { name: string; kind: 'int' | 'zero'; value: string }

const document = '重置密码'
const latchkey = (rule: RuleText): RuleReference => ({ document: 'Latchkey', section: 'yunhu', rule })

/** Holds the rules that stop a request before it is sent. */
const rules = {
  required: (name: string): RuleReference => ({ document, section: 'json字段说明', rule: `${name} 必选:是` }),
  int: (name: string): RuleReference => ({ document, section: 'json字段说明', rule: `${name} 类型:int` }),
  zero: (name: string): RuleReference => ({ document, section: 'json字段说明', rule: `${name}:0` }),
  wellFormed: latchkey('Every value is well-formed text.'),
  keyWithToken: latchkey('A token goes with the userkey that came with it: both sign the request.'),
} as const

/** Puts a signed request together, or says which rule stops it; sends nothing. The body is serialised once. */
export function prepareAction(
  actionName: string,
  fields: readonly ActionField[],
  session: YunhuSession,
  target: Target,
): Preparation {
  // Without a prototype, a field of any name is a field and nothing else.
  const values = Object.assign(Object.create(null) as Record<string, RequestValue>, { actionName })
  for (const { name, kind, value } of fields) {
    const text = value instanceof Secret ? value.reveal() : value
    if (text === '') return refused('missing-parameter', rules.required(name))
    if (!text.isWellFormed()) return refused('malformed-parameter', rules.wellFormed)
    if (kind === 'zero' && text !== '0') return refused('malformed-parameter', rules.zero(name))
    if (kind === 'int' && !/^\d{1,15}$/.test(text)) return refused('malformed-parameter', rules.int(name))
    values[name] = kind === 'text' ? value : Number(text)
  }
  const { token, userkey } = session
  if (!token.isEmpty && userkey.isEmpty) return refused('missing-parameter', rules.keyWithToken)
  const signed = new Secret(jsonText(values, (value) => (value instanceof Secret ? value.reveal() : value)))
  const signature = signatureOf(Buffer.from(signed.reveal(), 'utf8'), session)
  return prepareRequest(target, {
    method: 'POST',
    path: '',
    query: {},
    headers: {
      token: token.isEmpty ? '' : token,
      sign: new Secret(signature),
    },
    body: { encoding: 'json', values, signed },
    signature: explainSignature(values, session, signature),
  })
}
