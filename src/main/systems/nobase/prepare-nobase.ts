import type { RequestMethod } from '../callable.ts'
import type { RequestValue } from '../outgoing-request.ts'
import { prepareRequest } from '../prepare-request.ts'
import { refused, type Preparation } from '../refusal.ts'
import type { Target } from '../target.ts'
import type { ClientRule } from './client-rule.ts'
import type { Parameter } from './wire.ts'

/**
 * Puts a request together from the parameters that are given, or says which rule stops it; sends nothing. The
 * parameters go into a form or, by GET, into the address, passwords and all.
 */
export function prepareNobase<Input>(
  input: Input & { method?: RequestMethod | undefined },
  rules: readonly ClientRule<Input>[],
  target: Target,
  request: { path: string; parameters: Partial<Record<Parameter, RequestValue>> },
): Preparation {
  const broken = rules.find((rule) => !rule.keeps(input))
  if (broken !== undefined) return refused(broken.reason, broken.source)
  const values = Object.fromEntries(Object.entries(request.parameters).filter(([, value]) => isGiven(value)))
  const parts = { path: request.path, headers: {}, signature: { kind: 'fixed', name: 'signature' } as const }
  return input.method === 'GET'
    ? prepareRequest(target, { ...parts, method: 'GET', query: values, body: null })
    : prepareRequest(target, { ...parts, method: 'POST', query: {}, body: { encoding: 'form', values } })
}

function isGiven(value: RequestValue): boolean {
  return typeof value === 'object' ? !value.isEmpty : value !== ''
}
