import { utf8Text } from '../read-request.ts'
import type { ServedCall } from '../served-call.ts'
import type { Presented } from './proof.ts'
import type { Parameter } from './wire.ts'

/** Gives the value of a parameter, or empty text where it is absent. */
export type Given = (name: Parameter) => string

/** Reads the parameters of a request: those of the query and, by POST, those of the form, which win. */
export async function readParameters(call: ServedCall): Promise<Given> {
  const query = new URLSearchParams(call.query)
  if (call.method !== 'POST') return (name) => query.get(name) ?? ''
  const form = new URLSearchParams(utf8Text(await call.body()) ?? '')
  return (name) => form.get(name) ?? query.get(name) ?? ''
}

/** Says which of the parameters that can prove a user are there. */
export function presentedIn(given: Given): Presented {
  return { token: given('token') !== '', user: given('user') !== '', pass: given('pass') !== '' }
}
