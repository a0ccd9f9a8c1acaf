import { afterAll, beforeAll, expect, test } from 'vitest'
import { ming, send, startNobaseBackend, type NobaseBackend } from './nobase-backend.ts'

let backend: NobaseBackend
beforeAll(async () => {
  backend = await startNobaseBackend()
})
afterAll(() => backend.stop())

const wrong = { code: 404, msg: 'fail', data: '用户账号密码错误!' }

async function timed(path: string, user: string): Promise<number> {
  const value = { newpass: 'NewPass123', newsign: 'a' }
  const given = { appid: ming.appid, signature: 'sig-1001', ...value, user, pass: 'wrong' }
  const started = performance.now()
  const { answer } = await send(backend.url + path, 'POST form', given)
  const taken = performance.now() - started
  expect(answer).toEqual(wrong)
  return taken
}

/** Leaves the slowest tenth out: what a busy machine adds says nothing about the account. */
function cropped(samples: number[], limit: number): number[] {
  return samples.filter((sample) => sample <= limit)
}

function welch(one: number[], other: number[]): number {
  const [first, second] = [one, other].map((samples) => {
    const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length
    const spread = samples.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / (samples.length - 1)
    return { mean, error: spread / samples.length }
  }) as [{ mean: number; error: number }, { mean: number; error: number }]
  return Math.abs(first.mean - second.mean) / Math.sqrt(first.error + second.error)
}

test.each(['/api/user/new_pass', '/api/user/update_sign', '/api/user/login'])(
  '%s takes as long for an unknown account as for a wrong password',
  async (path) => {
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 210; round++) {
      // Keeps the account from being locked, so that the usual way is measured.
      if (round % 3 === 0) await backend.isPassword(ming.pass)
      const pair = [
        async () => known.push(await timed(path, ming.user)),
        async () => unknown.push(await timed(path, '13800138009')),
      ]
      for (const sample of round % 2 === 0 ? pair : pair.reverse()) await sample()
    }
    const [warmKnown, warmUnknown] = [known.slice(10), unknown.slice(10)]
    const limit =
      [...warmKnown, ...warmUnknown].sort((a, b) => a - b)[Math.floor(warmKnown.length * 1.8)] ?? Infinity
    expect(welch(cropped(warmKnown, limit), cropped(warmUnknown, limit))).toBeLessThan(4.5)
  },
  60_000,
)
