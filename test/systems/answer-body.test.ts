import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readAnswerBody, UnreadableBodyError } from '../../src/main/systems/answer-body.ts'

const limit = 4096
// Blanks around an envelope are JSON like any other: only the limit keeps it from being read as a success.
const envelope = (bytes: number): Buffer => Buffer.from('{"errCode":0}'.padEnd(bytes, ' '))
const inPieces = (bytes: Uint8Array): AsyncIterable<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 1000) controller.enqueue(bytes.subarray(at, at + 1000))
      controller.close()
    },
  })

test.each([
  ['', (bytes: Buffer) => bytes],
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const)(
  'a body packed by “%s” is read up to the limit, and not a byte further',
  async (encoding, pack) => {
    const whole = await readAnswerBody(inPieces(pack(envelope(limit))), encoding, limit)
    expect(whole).toHaveLength(limit)
    const more = readAnswerBody(inPieces(pack(envelope(limit + 1))), encoding, limit)
    await expect(more).rejects.toBeInstanceOf(UnreadableBodyError)
  },
)
