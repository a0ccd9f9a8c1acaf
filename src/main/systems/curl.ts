import type { WrittenRequest } from './outgoing-request.ts'

/** Writes a request as a cURL command for a POSIX shell; what is masked in the request is masked in the command. */
export function curlCommand(request: WrittenRequest): string {
  const parts = ['curl', '--request', request.method, '--url', shellQuoted(request.url)]
  for (const [name, value] of Object.entries(request.headers))
    parts.push('--header', shellQuoted(`${name}: ${value}`))
  if (request.body !== null) parts.push('--data-raw', shellQuoted(request.body))
  return parts.join(' ')
}

/** Quotes a text for a POSIX shell. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
