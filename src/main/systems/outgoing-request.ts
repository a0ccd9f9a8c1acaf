import { Secret } from '../../shared/model/secret.ts'
import type { RequestSignature } from '../../shared/model/signature.ts'
import type { Route } from './target.ts'

/** Carries one value of a request; what is a secret stays wrapped until the request is written. */
export type RequestValue = string | number | Secret

/** Carries the values of a query, of headers, or of a body, by the wire's own names. */
export type RequestValues = Readonly<Record<string, RequestValue>>

/** Describes a request before it is written, with its secrets still wrapped. */
export interface OutgoingRequest {
  method: 'GET' | 'POST'
  /** Holds the origin and the path, without a query. */
  url: string
  query: RequestValues
  headers: RequestValues
  body: RequestBody | null
  /** Explains its signature, without a secret. */
  signature?: RequestSignature
  /** Says by which way it goes. */
  route: Route
}

/** Carries a body's values; `signed` is the exact text of the body where a header of the request signs it. */
interface RequestBody {
  encoding: 'json' | 'form'
  values: RequestValues
  signed?: Secret
}

/** Carries a request as it is sent or, with its secrets masked, as it is shown. */
export interface WrittenRequest {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body: string | null
}

const contentTypes = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const

/** Writes a request out; `writeSecret` says what stands in a secret's place: its value, or a mask. */
export function writeRequest(
  request: OutgoingRequest,
  writeSecret: (secret: Secret) => string,
): WrittenRequest {
  const write = (value: RequestValue): string | number =>
    value instanceof Secret ? writeSecret(value) : value
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) headers[name] = String(write(value))
  const query = formText(request.query, write)
  const { body } = request
  if (body !== null) headers['Content-Type'] = contentTypes[body.encoding]
  return {
    method: request.method,
    url: query === '' ? request.url : `${request.url}?${query}`,
    headers,
    body:
      body === null
        ? null
        : body.encoding === 'json'
          ? jsonText(body.values, write)
          : formText(body.values, write),
  }
}

/** Writes a request out as it is sent; a body that is signed goes as the very text that was signed. */
export function writeSentRequest(request: OutgoingRequest): WrittenRequest {
  const written = writeRequest(request, (secret) => secret.reveal())
  const signed = request.body?.signed
  return signed === undefined ? written : { ...written, body: signed.reveal() }
}

/** Gives every secret that a request carries. */
export function secretsOf(request: OutgoingRequest): Secret[] {
  return [request.query, request.headers, request.body?.values ?? {}]
    .flatMap((values) => Object.values(values))
    .filter((value) => value instanceof Secret)
}

function formText(values: RequestValues, write: (value: RequestValue) => string | number): string {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) form.append(name, String(write(value)))
  return form.toString()
}

/** Writes values as a JSON object. */
export function jsonText(values: RequestValues, write: (value: RequestValue) => string | number): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, write(value)])),
  )
}
