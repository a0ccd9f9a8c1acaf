import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAuditReader } from '../../src/main/store/audit/reader.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { latchkey } from './latchkey.ts'

const operator = { LATCHKEY_OPERATOR: 'ada', LATCHKEY_PASSWORD: 'quiet harbour, long winter' }
const { path: folder, remove } = makeTempFolder('signed')
const store = join(folder, 'store', 'desk.latchkey')
const key = join(folder, 'key.pem')
const file = join(folder, 'document.json')

const lookAt = () => {
  const reader = openAuditReader(store)
  const events = reader.highest ?? 0
  const signed = reader.checkpoints().at(-1)?.seq ?? 0
  reader.close()
  return { events, signed }
}

beforeAll(async () => {
  await latchkey(['init', '--store', store, '--operator', 'ada'], { env: operator })
}, 60_000)
afterAll(remove)

test.each([
  ['that does its work', 0, ['export', '--store', store, '--to', file]],
  ['that makes a backup', 0, ['backup', '--store', store, '--to', join(folder, 'kept.latchkey')]],
  ['that ends with a refusal', 2, ['resolve', '--store', store, '--change', 'no-such-change']],
])('a command %s signs all that it wrote, at its end', async (_, code, args) => {
  const before = lookAt()
  expect(await latchkey(args, { env: operator })).toMatchObject({ code })
  const after = lookAt()
  expect(after.events).toBeGreaterThan(before.events)
  expect(after.signed).toBe(after.events)
})

test('a command whose operator did not get in leaves what it wrote to the next one to sign', async () => {
  const wrong = { ...operator, LATCHKEY_PASSWORD: 'not it at all' }
  expect((await latchkey(['export', '--store', store, '--to', `${file}.2`], { env: wrong })).code).toBe(2)
  const { events, signed } = lookAt()
  expect(signed).toBe(events - 1)
  await latchkey(['resolve', '--store', store, '--change', 'none'], { env: operator })
  expect(lookAt().signed).toBe(lookAt().events)
  const { out } = await latchkey(['audit', 'public-key', '--store', store])

  writeFileSync(key, out.join('\n'))
  expect((await latchkey(['audit', 'verify', '--store', store, '--public-key', key])).code).toBe(0)
})
