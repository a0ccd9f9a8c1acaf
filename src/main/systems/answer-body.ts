import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'

/** Says that an answer's body is bigger than is read, or packed in a way that cannot be unpacked. */
export class UnreadableBodyError extends Error {}

const unpackers = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const

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
  if (!isPacking(encoding)) throw new UnreadableBodyError('packed in an unknown way')
  try {
    return await unpackers[encoding](bytes, { maxOutputLength: limit })
  } catch (cause) {
    throw new UnreadableBodyError('cannot be unpacked', { cause })
  }
}

function isPacking(name: string): name is keyof typeof unpackers {
  return Object.hasOwn(unpackers, name)
}
