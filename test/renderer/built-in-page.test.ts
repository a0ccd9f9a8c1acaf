// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import BuiltInPage from '../../src/renderer/features/built-in/BuiltInPage.vue'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

const none = { admins: 0, applications: 0, users: 0 }
let loaded = false
const { desk } = deskOverRpc({
  directory: {
    summary: on.directory.summary.handler(() => ({ ...none, sample: loaded, empty: !loaded })),
    loadSample: on.directory.loadSample.handler(() => {
      loaded = true
    }),
  },
})
let unmount = (): void => undefined
afterEach(() => {
  unmount()
})

const comesBefore = (first: string, second: string): boolean =>
  (byTestId(first).compareDocumentPosition(byTestId(second)) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0

describe('the page of the built-in backend', () => {
  it('begins with the sample data where there is nobody yet, and keeps the place of what was pressed', async () => {
    loaded = false
    unmount = mountWithDesk(BuiltInPage, { desk, routes: ['built-in'] })
    await flushPromises()
    expect(comesBefore('sample-load', 'samples')).toBe(true)
    byTestId('sample-load').click()
    await flushPromises()
    expect(hasTestId('sample-load')).toBe(false)
    expect(comesBefore('sample-remove', 'samples')).toBe(true)
  })

  it('begins with its sample clients where there is somebody', async () => {
    loaded = true
    unmount = mountWithDesk(BuiltInPage, { desk, routes: ['built-in'] })
    await flushPromises()
    expect(comesBefore('samples', 'sample-remove')).toBe(true)
  })
})
