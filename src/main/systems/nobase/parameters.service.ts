import { readRequestText } from '../read-request.ts'
import type { Parameter } from './wire.ts'

/** Gives the value of a parameter, or empty text where it is absent. */
export type Given = (name: Parameter) => string

/** Reads the parameters of a request: those of the query and, by POST, those of the form, which win. */
export async function readParameters(request: Request): Promise<Given> {
  const at = request.url.indexOf('?')
  const query = new URLSearchParams(at === -1 ? '' : request.url.slice(at))
  if (request.method !== 'POST') return (name) => query.get(name) ?? ''
  const form = new URLSearchParams((await readRequestText(request)) ?? '')
  return (name) => form.get(name) ?? query.get(name) ?? ''
}
