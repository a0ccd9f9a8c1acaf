// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import SecretDialog from '../../src/renderer/components/SecretDialog.vue'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

const { desk } = deskOverRpc({})
let unmount = (): void => undefined
afterEach(() => {
  unmount()
})

describe('a secret that is shown', () => {
  it.each([
    ['Close', {}],
    ['I have told it', { done: 'I have told it' }],
  ])('is put away by a button that says so: %s', async (label, said) => {
    const onClose = vi.fn<() => void>()
    const reveal = (): Promise<string> => Promise.resolve('qKJYhcArad6x')
    unmount = mountWithDesk(SecretDialog, { desk, props: { title: 'Password', reveal, onClose, ...said } })
    await flushPromises()
    const button = byTestId('secret-done')
    expect(button.textContent).toBe(label)
    expect(onClose).not.toHaveBeenCalled()
    button.click()
    expect(onClose).toHaveBeenCalledOnce()
  })
})
