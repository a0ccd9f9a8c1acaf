import { systems, type Operation, type System } from '../../src/shared/model/systems.ts'
import { operationAnswers } from '../../scripts/protocols/answers.ts'

/** Draws whole numbers below a limit from a seed, the same ones for the same seed. */
export type Draw = (below: number) => number

/** Makes a source of numbers that a failing run can be repeated with. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Carries an answer that a server could give, and whether it may count as one at all. */
export interface HostileAnswer {
  httpStatus: number
  body: Buffer
  /** Says that the bytes are one reading of one JSON object; else nothing can be concluded from them. */
  isPlain: boolean
}

const strange: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  200,
  '200',
  '1',
  '0',
  1.5,
  1e300,
  '',
  ' ',
  'success',
  'fail',
  'password error',
  '更新成功',
  [],
  [[]],
  {},
  { code: 1 },
  'x'.repeat(300),
  '\u0000',
  '__proto__',
]
const statuses = [
  200, 200, 200, 200, 200, 200, 201, 204, 206, 301, 302, 307, 400, 401, 403, 404, 429, 500, 502, 503,
]

/** Makes one answer to an operation: a documented one, bent in up to three places, or broken as bytes. */
export function hostileAnswer(operation: Operation, draw: Draw): HostileAnswer {
  const pick = <T>(from: readonly T[]): T => from[draw(from.length)] as T
  const envelope = bent(documented(operation, draw), draw)
  const httpStatus = pick(statuses)
  const text = JSON.stringify(envelope)
  if (draw(3) > 0) return { httpStatus, body: Buffer.from(text), isPlain: true }
  return { httpStatus, body: broken(text, draw), isPlain: false }
}

/** Gives an answer that the service itself gives: one that says done, or a documented failure. */
function documented(operation: Operation, draw: Draw): Record<string, unknown> {
  const { success, failures } = operationAnswers[operation]
  const done = JSON.parse(success) as Record<string, unknown>
  if (draw(3) === 0) return done
  const failure = failures[draw(failures.length)]
  if (failure === undefined) return done
  const code = Number.parseInt(failure.code, 10)
  switch (systemOf(operation)) {
    case 'nobase':
      return { code, msg: 'fail', data: failure.text.replace('{}', '3') }
    case 'shuidi':
      return { status: code, message: failure.text, data: [] }
    case 'openim': {
      const [errMsg, errDlt = ''] = failure.text.split(' / ')
      return { errCode: code, errMsg, errDlt }
    }
    case 'yunhu':
      return { actionName: done['actionName'], code, msg: failure.text }
  }
}

/** Gives the system of an operation. */
export function systemOf(operation: Operation): System {
  const system = systems.find((one) => operation.startsWith(`${one}.`))
  if (system === undefined) throw new Error(`no system of ${operation}`)
  return system
}

function bent(envelope: Record<string, unknown>, draw: Draw): Record<string, unknown> {
  let result = envelope
  for (let count = draw(4); count > 0; count--) {
    const names = Object.keys(result)
    const name = names[draw(Math.max(1, names.length))] ?? 'code'
    const { [name]: _, ...others } = result
    const value = strange[draw(strange.length)]
    const ways = [
      others,
      { ...result, [name]: value },
      { ...result, extra: value },
      { ...others, [`${name} `]: value },
    ]
    result = ways[draw(ways.length)] ?? result
  }
  return result
}

function broken(text: string, draw: Draw): Buffer {
  const bytes = Buffer.from(text)
  const again = text.replace(/^\{("[^"]+":)/, '{$1 null,$1')
  const ways: (() => Buffer)[] = [
    () => bytes.subarray(0, draw(bytes.length)),
    () => Buffer.concat([bytes, Buffer.from(['}', '\0', text, 'x'][draw(4)] ?? '')]),
    () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
    () =>
      Buffer.concat([
        bytes.subarray(0, -1),
        Buffer.from(',"z":"'),
        Buffer.from([0xff, 0xc3]),
        Buffer.from('"}'),
      ]),
    () => Buffer.from(again === text ? '' : again),
    () => Buffer.from(text.replace(/\}$/, ',"big":1e999}')),
    () => Buffer.from(`[${text}]`),
    () => Buffer.from(JSON.stringify(text)),
    () => Buffer.from(`<html><body>${text}</body></html>`),
    () => Buffer.from(`callback(${text})`),
    () => Buffer.from(text, 'utf16le'),
    () => Buffer.from(`${'['.repeat(20_000)}${text}`),
    () => Buffer.from(Array.from({ length: draw(64) }, () => draw(256))),
  ]
  return (ways[draw(ways.length)] ?? (() => bytes))()
}
