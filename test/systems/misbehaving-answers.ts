import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Outcome } from '../../src/shared/model/outcome.ts'
import { httpAnswer, type RawAnswer } from './raw-server.ts'

/** Says what a client has to conclude from an answer. */
export type Expected = [status: Outcome['status'], reason: Outcome['reason']]

/** Names an answer, gives it, and says what has to be concluded from it. */
export type AnswerCase = [name: string, answer: RawAnswer, expected: Expected]

export const mismatch: Expected = ['unknown', 'protocol-mismatch']
export const serverError: Expected = ['unknown', 'server-error']
const lost: Expected = ['unknown', 'connection-failed']

/** Answers HTTP 200, or another status, with a value as JSON. */
export const json = (value: unknown, status = 200): RawAnswer => httpAnswer(status, JSON.stringify(value))

/** Answers HTTP 200 with bytes as they are. */
const raw = (body: string | Uint8Array, headers?: Record<string, string>): RawAnswer =>
  httpAnswer(200, body, headers)

const gbk = Buffer.from([0x7b, 0x22, 0x65, 0x22, 0x3a, 0x22, 0xc3, 0xdc, 0xc2, 0xeb, 0x22, 0x7d])

/**
 * Lists what any server can do, whatever its document says: packed and late successes, HTTP statuses, bodies that are
 * no envelope, and connections that end too early. `failed` is a documented refusal, and `reason` what it means.
 */
export function misbehavingAnswers(
  done: Readonly<Record<string, unknown>>,
  failed: object,
  reason: Outcome['reason'],
): AnswerCase[] {
  const text = JSON.stringify(done)
  const [name] = Object.keys(done)
  const half = text.slice(0, text.length / 2)
  const partly = (headers: string): RawAnswer => {
    return (socket) => void socket.end(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\n${half}`)
  }
  const rejected: Expected = ['rejected', reason]
  return [
    ['success, packed with gzip', raw(gzipSync(text), { 'Content-Encoding': 'gzip' }), ['succeeded', null]],
    [
      'success, packed with brotli',
      raw(brotliCompressSync(text), { 'Content-Encoding': 'br' }),
      ['succeeded', null],
    ],
    [
      'success after an interim answer',
      (socket, request) => {
        socket.write('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n')
        json(done)(socket, request)
      },
      ['succeeded', null],
    ],
    ['success among fields that nobody documents', json({ ...done, extra: { a: [1] } }), ['succeeded', null]],

    ['HTTP 400 with a documented refusal', json(failed, 400), rejected],
    ['HTTP 403 with a documented refusal', json(failed, 403), rejected],
    ...[400, 401, 404, 409, 422, 429].map((status): AnswerCase => [
      `HTTP ${String(status)} with the success`,
      json(done, status),
      mismatch,
    ]),
    ['HTTP 403 with HTML', httpAnswer(403, '<h1>Forbidden</h1>'), mismatch],
    ['HTTP 404 with a short JSON', json({ error: 'no such path' }, 404), mismatch],
    ['HTTP 429 without a body', httpAnswer(429, ''), mismatch],
    ...[201, 202, 206, 300, 302, 304].map((status): AnswerCase => [
      `HTTP ${String(status)} with the success`,
      json(done, status),
      mismatch,
    ]),
    ['HTTP 204', (socket) => void socket.end('HTTP/1.1 204 No Content\r\n\r\n'), mismatch],
    ...[500, 502, 503, 504, 599].flatMap((status): AnswerCase[] => [
      [`HTTP ${String(status)} with HTML`, httpAnswer(status, '<h1>Bad</h1>'), serverError],
      [`HTTP ${String(status)} with the success`, json(done, status), serverError],
      [`HTTP ${String(status)} with a documented refusal`, json(failed, status), serverError],
    ]),

    ['an empty body', raw(''), mismatch],
    ['a blank body', raw(' \n'), mismatch],
    ['HTML with HTTP 200', raw('<!doctype html><h1>OK</h1>', { 'Content-Type': 'text/html' }), mismatch],
    ['half of the JSON', raw(half), mismatch],
    ['bytes after the JSON', raw(`${text}{}`), mismatch],
    ['a byte order mark', raw(`\ufeff${text}`), mismatch],
    ['a list around the envelope', json([done]), mismatch],
    ['nothing but null', raw('null'), mismatch],
    ['nothing but text', raw('"ok"'), mismatch],
    ['no envelope', json({}), mismatch],
    ['a key twice', raw(`${text.slice(0, -1)},${JSON.stringify(failed).slice(1)}`), mismatch],
    ['its first key twice', raw(`{${JSON.stringify(name)}:9,${text.slice(1)}`), mismatch],
    ['an endless number', raw(`${text.slice(0, -1)},"extra":1e999}`), mismatch],
    ['GBK', raw(gbk), mismatch],
    ['UTF-16', raw(Buffer.from(text, 'utf16le')), mismatch],
    ['a body bigger than is read', json({ ...done, extra: 'x'.repeat(1024 * 1024) }), mismatch],
    [
      'a body that unpacks to far more than is read',
      raw(gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20)), { 'Content-Encoding': 'gzip' }),
      mismatch,
    ],
    ['packing that is none', raw(text, { 'Content-Encoding': 'gzip' }), mismatch],

    ['half of a body', partly('Content-Length: 4000'), lost],
    ['half of a chunk', partly('Transfer-Encoding: chunked'), lost],
    ['an end without an answer', (socket) => void socket.end(), lost],
    ['a reset without an answer', (socket) => void socket.resetAndDestroy(), lost],
    [
      'a reset inside the body',
      (socket) =>
        void socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n${half}`, () =>
          socket.resetAndDestroy(),
        ),
      lost,
    ],
    ['garbage in place of HTTP', (socket) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n'), lost],
  ]
}

/** Lists servers that never end their answer, each with what it does. */
export const endlessAnswers: [name: string, answer: RawAnswer][] = [
  ['never answers', () => undefined],
  [
    'drips its headers',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX-')
    },
  ],
  [
    'never ends its body',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n{"')
    },
  ],
]
