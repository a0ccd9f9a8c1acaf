import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderProtocols } from '../../scripts/protocols/render.ts'

test('docs/protocols.md is what npm run protocols would write', async () => {
  const written = readFileSync(new URL('../../docs/protocols.md', import.meta.url), 'utf8')
  expect(written).toBe(await renderProtocols())
})

test('it says the same a second time, so that it can be compared', async () => {
  expect(await renderProtocols()).toBe(await renderProtocols())
})
