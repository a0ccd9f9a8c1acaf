import { promisify } from 'node:util'

/** Says that an answer's body is bigger than is read, or packed in a way that cannot be unpacked. */
export class UnreadableBodyError extends Error {}

/** Reads a body of at most `limit` bytes, counted both as received and unpacked; fails with `UnreadableBodyError`. */
export async function readAnswerBody(
  chunks: AsyncIterable<Uint8Array>,
  contentEncoding: string,
  limit: number,
): Promise<Uint8Array> {
  const received: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > limit) throw new UnreadableBodyError('bigger than is read')
    received.push(chunk)
  }
  const bytes = Buffer.concat(received)
  const encoding = contentEncoding.trim().toLowerCase()
  if (encoding === '' || encoding === 'identity') return bytes
  const unpack = unpackerOf(encoding)
  if (unpack === null) throw new UnreadableBodyError('packed in an unknown way')
  try {
    return await unpack(bytes, { maxOutputLength: limit })
  } catch (cause) {
    throw new UnreadableBodyError('cannot be unpacked', { cause })
  }
}

function unpackerOf(encoding: string) {
  // Taken with the first packed answer: a backend that only answers does without.
  const { brotliDecompress, gunzip, inflate } = process.getBuiltinModule('node:zlib')
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return promisify(gunzip)
    case 'deflate':
      return promisify(inflate)
    case 'br':
      return promisify(brotliDecompress)
    default:
      return null
  }
}
