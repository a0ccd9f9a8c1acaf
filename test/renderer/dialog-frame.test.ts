// @vitest-environment jsdom
import { config, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import SecretDialog from '../../src/renderer/components/SecretDialog.vue'
import NativeControls from './support/NativeControls.vue'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

// What stands in for a transition is no div, which the trap of the focus looks for.
config.global.stubs = { transition: false }

let unmount = (): void => undefined
afterEach(() => {
  unmount()
  document.body.innerHTML = ''
})
const open = async (): Promise<void> => {
  unmount = mountWithDesk(NativeControls, { desk: deskOverRpc({}).desk })
  await flushPromises()
}
const press = async (id: string): Promise<void> => {
  byTestId(id).click()
  await flushPromises()
}
const held = (): string => byTestId('held').textContent.trim()
const isChecked = (id: string): boolean => {
  const one = byTestId(id)
  return one instanceof HTMLInputElement && one.checked
}

describe('a dialog', () => {
  it('follows native controls in it, in both directions, also those that come later', async () => {
    await open()
    await press('choice-two')
    expect(held()).toBe('two')
    const select = byTestId('select')
    if (!(select instanceof HTMLSelectElement)) throw new Error('the select is none')
    expect(select.value).toBe('two')
    select.value = 'one'
    select.dispatchEvent(new Event('change'))
    await flushPromises()
    expect([isChecked('choice-one'), isChecked('choice-two')]).toEqual([true, false])
    await press('kind-a')
    expect(hasTestId('text')).toBe(false)
    await press('kind-b')
    typeInto('text', ' later ')
    await flushPromises()
    expect(held()).toBe('one a b later')
  })

  it('goes as a whole when what it holds closes it, and leaves the page as it is', async () => {
    await open()
    await press('choice-two')
    await press('send')
    expect(hasTestId('dialog')).toBe(false)
    expect(held()).toBe('two')
  })

  it('takes the focus to its first field, and to what is left where that one goes', async () => {
    await open()
    expect(document.activeElement).toBe(byTestId('select'))
    await press('kind-a')
    await press('kind-b')
    byTestId('text').focus()
    await press('kind-a')
    expect(hasTestId('text')).toBe(false)
    expect(byTestId('dialog').contains(document.activeElement)).toBe(true)
  })

  it('keeps its place when a dialog that goes gives the focus back to the page', async () => {
    await open()
    const onThePage = document.createElement('button')
    document.body.append(onThePage)
    byTestId('send').focus()
    onThePage.focus()
    await flushPromises()
    expect(document.activeElement).toBe(byTestId('send'))
  })

  it('gives the focus back to the page where another one opened it, and went before it', async () => {
    const opener = document.createElement('button')
    document.body.append(opener)
    opener.focus()
    await open()
    byTestId('send').focus()
    const unmountFirst = unmount
    const below = mountWithDesk(NativeControls, { desk: deskOverRpc({}).desk })
    unmountFirst()
    await flushPromises()
    const [send] = document.querySelectorAll<HTMLElement>('[data-testid="send"]')
    send?.focus()
    below()
    unmount = () => undefined
    await flushPromises()
    expect(document.activeElement).toBe(opener)
  })

  it('holding a secret is not there before the secret is', async () => {
    const secret = Promise.withResolvers<string>()
    const { desk } = deskOverRpc({})
    unmount = mountWithDesk(SecretDialog, { desk, props: { title: 'Code', reveal: () => secret.promise } })
    expect(hasTestId('secret-dialog')).toBe(false)
    await flushPromises()
    expect(hasTestId('secret-dialog')).toBe(false)
    secret.resolve('597926')
    await flushPromises()
    expect(byTestId('secret-text').textContent).toBe('597926')
  })
})
