/** Limits the bytes of a request to the built-in backend. */
export const requestBytes = 64 * 1024

/** Says that a request's body is bigger than the built-in backend reads. */
export class RequestTooBigError extends Error {}

/** Reads a request's body of at most 64 KiB as text; gives null for bytes that are not UTF-8. */
export async function readRequestText(request: Request): Promise<string | null> {
  return utf8Text(await readRequestBytes(request))
}

/** Reads bytes as text; gives null where they are not UTF-8. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

const read = new WeakMap<Request, Uint8Array>()

/** Gives the body of a request that was read before, or null. */
export function bytesRead(request: Request): Uint8Array | null {
  return read.get(request) ?? null
}

/** Reads a request's body of at most 64 KiB as it came; fails with `RequestTooBigError` on a bigger one. */
export async function readRequestBytes(request: Request): Promise<Uint8Array> {
  const bytes = await limitedBytes(request)
  read.set(request, bytes)
  return bytes
}

async function limitedBytes(request: Request): Promise<Uint8Array> {
  const announced = request.headers.get('content-length')
  if (announced !== null) {
    if (Number(announced) > requestBytes) throw new RequestTooBigError()
    return new Uint8Array(await request.arrayBuffer())
  }
  const chunks: Uint8Array[] = []
  let size = 0
  const body: ReadableStream<Uint8Array> | null = request.body
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > requestBytes) throw new RequestTooBigError()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Parses text as a JSON object; gives null for anything else. */
export function parseJsonObject(text: string | null): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}
