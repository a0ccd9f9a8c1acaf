import { afterAll, beforeAll, expect, test } from 'vitest'
import { Secret } from '../../../src/shared/model/secret.ts'
import { seenAsDifferent, timingDifference } from '../../support/timing-difference.ts'
import { startShuidiBackend, wei, type ShuidiBackend } from './shuidi-backend.ts'

let backend: ShuidiBackend
beforeAll(async () => {
  backend = await startShuidiBackend()
})
afterAll(() => backend.stop())

async function ask(values: Record<string, string>, status: number): Promise<void> {
  const { answer } = await backend.send('GET', backend.reset({ code: '0000', ...values }))
  expect(answer).toMatchObject({ status })
}

// The answers differ, as the document has it; what they cost must not.
test.each([
  ['a phone that nobody has', { phone: '10000000000' }],
  ['the uid of somebody else', { uid: '15630' }],
])(
  'findPassword takes as long for %s as for a wrong code',
  async (_, values) => {
    const { users } = backend.directory
    const difference = await timingDifference({
      one: () => ask({}, 15010),
      other: () => ask(values, 15009),
      // Keeps the account from being locked, so that the usual way is measured.
      between: () => users.verifyPassword(users.byPhone(wei.phone)[0] ?? null, new Secret(wei.password)),
    })
    expect(difference).toBeLessThan(seenAsDifferent)
  },
  60_000,
)
