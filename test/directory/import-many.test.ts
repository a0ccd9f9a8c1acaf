import { performance } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { createFixedClock } from '../support/fixed-clock.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { bytesOf } from './sample-document.ts'
import { makeTestDirectory } from './test-directory.ts'

const people = 100_000

it('imports 100,000 users with progress, and finds them', { timeout: 120_000 }, async () => {
  const { directory } = makeTestDirectory({ clock: createFixedClock() })
  const document = bytesOf({
    latchkeyDirectory: 1,
    applications: [{ appid: 'app-1001' }],
    users: Array.from({ length: people }, (_, at) => ({
      appid: 'app-1001',
      uid: at,
      account: String(13_000_000_000 + at * 7),
      phone: String(13_000_000_000 + at * 7),
      email: `person${String(at)}@example.com`,
      nickname: at % 3 === 0 ? '明记' : `Person ${String(at)}`,
      password: `Password${String(at)}`,
    })),
  })
  const before = process.memoryUsage().rss
  let peak = before
  const progress: number[] = []
  const started = performance.now()
  const result = directory.documents.import(document, {
    actor: 'test',
    onProgress: (done) => {
      progress.push(done)
      peak = Math.max(peak, process.memoryUsage().rss)
    },
  })
  const seconds = (performance.now() - started) / 1000
  const grown = (peak - before) / 2 ** 20
  process.stdout.write(
    `100,000 users (${(document.length / 2 ** 20).toFixed(1)} MiB) in ${seconds.toFixed(2)} s, ` +
      `${grown.toFixed(0)} MiB more memory at most\n`,
  )
  expect(result).toMatchObject({ ok: true, warnings: [], counts: { users: people } })
  expect(progress.length).toBeGreaterThanOrEqual(100)
  expect(progress).toEqual(progress.toSorted((one, other) => one - other))
  expect(directory.users.search({ search: 'person99999', limit: 5 }).users).toHaveLength(1)
  const last = directory.users.byAccount('app-1001', String(13_000_000_000 + (people - 1) * 7))
  expect(await directory.users.verifyPassword(last, new Secret(`Password${String(people - 1)}`))).toBe(true)
})
