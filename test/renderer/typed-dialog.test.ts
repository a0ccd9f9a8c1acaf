// @vitest-environment jsdom
import { config, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import TypedDialog from '../../src/renderer/components/TypedDialog.vue'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

// What stands in for a transition is no div, which the trap of the focus looks for.
config.global.stubs = { transition: false }

let unmount = (): void => undefined
afterEach(() => {
  unmount()
  document.body.innerHTML = ''
})

/** Opens the dialog from a button of a page, as an operator does. */
const open = async (given: { name?: string | null; isRunning?: boolean } = {}) => {
  const told: string[] = []
  const page = defineComponent(() => {
    const isOpen = ref(false)
    const dialog = () =>
      h(TypedDialog, {
        error: null,
        title: 'Remove it',
        name: 'IM Shanghai',
        why: 'It cannot be brought back.',
        submit: 'Remove',
        testIds: { dialog: 'dialog', name: 'name', submit: 'submit' },
        ...given,
        onClose: () => {
          told.push('close')
          isOpen.value = false
        },
        onConfirm: (typed: string) => told.push(typed),
      })
    return () => [
      h('button', { 'data-testid': 'open', onClick: () => (isOpen.value = true) }, 'Open'),
      isOpen.value ? dialog() : null,
    ]
  })
  unmount = mountWithDesk(page, { desk: deskOverRpc({}).desk })
  byTestId('open').focus()
  byTestId('open').click()
  await flushPromises()
  return told
}
/** Sends the form as Enter in its field does: not while its button is disabled. */
const enter = async (): Promise<void> => {
  const form = byTestId('submit').closest('form')
  form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await flushPromises()
}
const type = async (text: string): Promise<void> => {
  typeInto('name', text)
  await flushPromises()
}
const isDisabled = (): boolean => byTestId('submit').hasAttribute('disabled')

describe('a dialog in which a name is typed', () => {
  it('has the focus in the field, and cannot be sent before the name is right to the letter', async () => {
    const told = await open()
    expect(document.activeElement).toBe(byTestId('name'))
    for (const wrong of ['', 'IM Shangha', 'im shanghai', 'IM Shanghai 2']) {
      await type(wrong)
      expect(isDisabled(), wrong).toBe(true)
      await enter()
    }
    expect(told).toEqual([])
    await type(' IM Shanghai ')
    expect(isDisabled()).toBe(false)
    await enter()
    expect(told).toEqual(['IM Shanghai'])
  })

  it('is not sent a second time while the first is under way', async () => {
    const told = await open({ isRunning: true })
    await type('IM Shanghai')
    await enter()
    expect(told).toEqual([])
  })

  it('is closed by Escape with nothing done, and the focus goes back to where it was', async () => {
    const told = await open()
    await type('IM Shanghai')
    byTestId('name').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true }),
    )
    await flushPromises()
    expect(told).toEqual(['close'])
    expect(hasTestId('dialog')).toBe(false)
    expect(document.activeElement).toBe(byTestId('open'))
  })

  it('asks for no name where there is none to type', async () => {
    const told = await open({ name: null })
    expect([hasTestId('name'), isDisabled()]).toEqual([false, false])
    await enter()
    expect(told).toEqual([''])
  })
})
