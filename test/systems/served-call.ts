import type { ServedCall } from '../../src/main/systems/served-call.ts'

/** Makes a call as the server would hand it over; its body is not read yet. */
export function servedCall({
  method = 'POST',
  target,
  headers = {},
  body = '',
}: {
  method?: string
  target: string
  headers?: Record<string, string>
  body?: string | Uint8Array
}): ServedCall {
  const { pathname, search } = new URL(`http://127.0.0.1${target}`)
  const given = new Headers(headers)
  let read: Uint8Array | null = null
  return {
    method,
    path: pathname,
    query: search.slice(1),
    header: (name) => given.get(name),
    body() {
      read = Buffer.from(body)
      return Promise.resolve(read)
    },
    bodyRead: () => read,
  }
}
