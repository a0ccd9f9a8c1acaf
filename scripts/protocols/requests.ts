import type { RuleReference } from '../../src/shared/model/outcome.ts'
import type { Callable, ReadyCall, RequestMethod } from '../../src/main/systems/callable.ts'
import { showRequest } from '../../src/main/systems/show-request.ts'
import type { Sample } from './samples.ts'

/** Says what stops a request before it is sent. */
export interface Stop {
  reason: string
  rule: RuleReference
}

/** Gives the request of an operation by one method, masked, as lines of text. */
export function requestLines(callable: Callable, sample: Sample, method: RequestMethod): string[] {
  const { request, refusal } = readyOf(callable, sample, method).prepare(targetOf(sample))
  if (request === null) throw new Error(`the sample is refused: ${refusal.rule.rule}`)
  const shown = showRequest(request)
  const { pathname, search } = new URL(shown.url)
  return [
    `${method} ${steady(pathname + search)}`,
    ...Object.entries(shown.headers).map(([name, value]) => `${name}: ${steady(value)}`.trimEnd()),
    ...(shown.body === null ? [] : ['', steady(shown.body)]),
  ]
}

const badValues = ['', '中文', 'a b', '\uD800', 'x'.repeat(1025)]

/** Gives every rule of ours that a wrong value runs into, found by giving each value wrong in every way. */
export function stopsOf(callable: Callable, sample: Sample): Stop[] {
  const found = new Map<string, Stop>()
  for (const given of wrongSamples(callable, sample)) {
    const { refusal } = readyOf(callable, given, callable.methods[0]).prepare(targetOf(sample))
    if (refusal !== null) found.set(JSON.stringify(refusal), refusal)
  }
  return [...found.values()]
}

function* wrongSamples(callable: Callable, sample: Sample): Generator<Sample> {
  for (const part of ['params', 'credentials'] as const) {
    for (const name of callable[part]) {
      for (const value of badValues) yield { ...sample, [part]: { ...sample[part], [name]: value } }
      const { [name]: _, ...rest } = sample[part]
      yield { ...sample, [part]: rest }
    }
  }
  const { params, credentials } = sample
  const same = params['currentPassword']
  if (same !== undefined) yield { ...sample, params: { ...params, newPassword: same } }
  if (callable.credentials.includes('allowPasswordChange')) {
    yield { ...sample, credentials: { ...credentials, allowPasswordChange: false } }
  }
  if (!callable.credentials.includes('tokenValidation')) return
  const account = { user: '13800138000', pass: 'OldPass456' }
  const token = { token: 'valid_user_token' }
  const proofs: Sample['params'][] = [{}, account, token, { ...account, ...token }]
  const { user: _user, pass: _pass, token: _token, ...bare } = params
  for (const tokenValidation of [true, false]) {
    for (const proof of proofs) {
      yield {
        ...sample,
        params: { ...bare, ...proof },
        credentials: { ...credentials, tokenValidation },
      }
    }
  }
}

function readyOf(callable: Callable, { params, credentials }: Sample, method: RequestMethod): ReadyCall {
  const known = Object.fromEntries(
    Object.entries(credentials).filter(([name, value]) => !(isSetting(name) && typeof value === 'string')),
  )
  const ready = callable.ready({ params, credentials: known, method })
  if (Array.isArray(ready)) throw new Error(ready.map(({ message }) => message).join('; '))
  return ready
}

/** Says whether a credential is a setting with values of its own, which no wrong text can take the place of. */
function isSetting(name: string): boolean {
  return ['tokenValidation', 'allowPasswordChange', 'passwordEncoding'].includes(name)
}

function targetOf({ baseUrl }: Sample): { baseUrl: string; allowHttp: boolean } {
  return { baseUrl, allowHttp: false }
}

/** Takes out of a request what is another one at every call. */
function steady(text: string): string {
  return decoded(text)
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<a fresh UUID>')
    .replace(/timestrap=\d+/, 'timestrap=<unix time in seconds>')
}

function decoded(text: string): string {
  return text.replace(/(?:%[0-9A-F]{2})+/g, (run) => decodeURIComponent(run))
}
