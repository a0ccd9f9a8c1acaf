import { z } from 'zod'
import type { Outcome } from '../../shared/model/outcome.ts'
import { Secret } from '../../shared/model/secret.ts'
import type { ExchangeOptions } from './exchange.ts'
import type { Preparation } from './refusal.ts'
import type { Target } from './target.ts'

/** Names an HTTP method that a documented request can be sent by. */
export type RequestMethod = 'GET' | 'POST'

/** Carries an operation that is ready to be carried out with what it was given. */
export interface ReadyCall {
  /** Puts the request together that would be sent, or says which rule stops it; sends nothing. */
  prepare: (target: Target) => Preparation
  /** Sends one request at most, and never fails but by its outcome. */
  run: (target: Target, options: ExchangeOptions) => Promise<Outcome>
}

/** Says what of the given values is not as an operation takes it; no value is repeated. */
export interface CallMistake {
  part: 'params' | 'credentials'
  message: string
}

/** Describes an operation as something that can be called by name, with values by the wire's own names. */
export interface Callable {
  params: readonly string[]
  credentials: readonly string[]
  /** Lists the methods that the document gives, the client's own choice first. */
  methods: readonly [RequestMethod, ...RequestMethod[]]
  ready: (given: {
    params: unknown
    credentials: unknown
    method: RequestMethod
  }) => ReadyCall | CallMistake[]
}

type Fields = Record<string, z.ZodType>
type Given<F extends Fields> = z.infer<z.ZodObject<F, z.core.$strict>>

/** Takes text; absent, it is empty text, which the operation's own rules judge. */
export const textValue = z.string({ error: 'has to be text' }).default('')

/** Takes text or a whole number, where the wire has a number; absent, it is empty text. */
export const numberValue = z
  .union([z.string(), z.int()], { error: 'has to be text, or a whole number' })
  .transform(String)
  .default('')

/** Takes a secret's text; absent, it is an empty secret, which the operation's own rules judge. */
export const secretValue = textValue.transform((text) => new Secret(text))

/** Joins the fields of an operation with what they make into something that can be called. */
export function callable<P extends Fields, C extends Fields>(parts: {
  params: P
  credentials: C
  methods: Callable['methods']
  /** Gives what the wire carries with one value only; a document's sample, which has it, is taken as it stands. */
  fixed?: Readonly<Record<string, string>>
  ready: (params: Given<P>, credentials: Given<C>, method: RequestMethod) => ReadyCall
}): Callable {
  const params = z.strictObject(parts.params)
  const credentials = z.strictObject(parts.credentials)
  return {
    params: Object.keys(parts.params),
    credentials: Object.keys(parts.credentials),
    methods: parts.methods,
    ready(given) {
      const takenParams = params.safeParse(without(given.params, parts.fixed ?? {}))
      const takenCredentials = credentials.safeParse(given.credentials)
      if (takenParams.success && takenCredentials.success) {
        return parts.ready(takenParams.data, takenCredentials.data, given.method)
      }
      return [
        ...mistakes('params', takenParams, Object.keys(parts.params)),
        ...mistakes('credentials', takenCredentials, Object.keys(parts.credentials)),
      ]
    },
  }
}

function without(params: unknown, fixed: Readonly<Record<string, string>>): unknown {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return params
  return Object.fromEntries(Object.entries(params).filter(([name, value]) => fixed[name] !== value))
}

function mistakes(
  part: CallMistake['part'],
  { error }: z.ZodSafeParseResult<unknown>,
  names: readonly string[],
): CallMistake[] {
  const takes = names.length === 0 ? 'none' : names.join(', ')
  return (error?.issues ?? []).map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const unknown = issue.keys.map(shownName).join(', ')
      return { part, message: `${unknown} is not among the ${part}, which are: ${takes}` }
    }
    if (issue.path.length === 0) return { part, message: `${part} have to be one JSON object` }
    return { part, message: `${issue.path.map(String).join('.')} ${issue.message}` }
  })
}

/** Repeats a name only where it looks like one: a secret that got into its place is not shown. */
function shownName(name: string): string {
  return /^[A-Za-z_]{1,24}$/.test(name) ? name : 'a name'
}
