// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import AddressField from '../../src/renderer/features/backends/AddressField.vue'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

const { desk } = deskOverRpc({})
let unmount = (): void => undefined
afterEach(() => {
  unmount()
})

it.each([
  ['127.0.0.1:8787', true],
  ['im.example.com', true],
  ['ftp://im.example.com', true],
  ['', false],
  ['h', false],
  ['https:/', false],
  ['https://', false],
  [' HTTPS://im.example.com:10009', false],
  ['http://127.0.0.1:8787', false],
])('says while “%s” is typed whether its beginning is missing: %s', async (modelValue, isSaid) => {
  const props = { system: 'openim', backend: null, modelValue }
  unmount = mountWithDesk(AddressField, { desk, props })
  await flushPromises()
  expect(hasTestId('url-scheme')).toBe(isSaid)
})
