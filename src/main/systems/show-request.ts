import { mask, startMasking, type Masking } from './masking.ts'
import { secretsOf, writeRequest, type OutgoingRequest, type WrittenRequest } from './outgoing-request.ts'

/** Writes a request as it may be shown and kept: its secrets masked where they stand, and wherever else they appear. */
export function showRequest(
  request: OutgoingRequest,
  masking: Masking = startMasking(secretsOf(request), []),
): WrittenRequest {
  const written = writeRequest(request, () => mask)
  const headers = Object.entries(written.headers).map(([name, value]) => [name, masking.text(value)])
  return {
    method: written.method,
    url: masking.text(written.url),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: written.body === null ? null : masking.text(written.body),
  }
}
