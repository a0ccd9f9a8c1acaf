// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import DialogButtons from '../../src/renderer/components/DialogButtons.vue'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

const done: string[] = []
/** Mounts the buttons in a form, as a dialog has them. */
const show = (props: { isReady?: boolean; isRunning?: boolean; isDanger?: boolean } = {}): HTMLElement => {
  const form = defineComponent(() => () => {
    const submit = (event: Event): void => {
      event.preventDefault()
      done.push('submit')
    }
    const buttons = { submit: 'Add', testId: 'add', isRunning: false, onCancel: () => done.push('cancel') }
    return h('form', { onSubmit: submit }, [h(DialogButtons, { ...buttons, ...props })])
  })
  mountWithDesk(form, { desk: deskOverRpc({}).desk })
  return byTestId('add')
}
const cancel = (): HTMLElement => {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent.includes('Cancel'))
  if (found === undefined) throw new Error('there is no way out')
  return found
}

afterEach(() => {
  done.length = 0
  document.body.innerHTML = ''
})

it('send the form, or leave all as it is without sending it', async () => {
  const add = show()
  expect(add.textContent).toContain('Add')
  add.click()
  await flushPromises()
  expect(done).toEqual(['submit'])
  cancel().click()
  await flushPromises()
  expect(done).toEqual(['submit', 'cancel'])
})

it('do not send a form that is not ready, and let go of it all the same', async () => {
  const add = show({ isReady: false })
  expect(add).toHaveProperty('disabled', true)
  add.click()
  cancel().click()
  await flushPromises()
  expect(done).toEqual(['cancel'])
})

it('show what is under way, and what cannot be taken back', () => {
  expect(show().className).toMatch(/primary/)
  document.body.innerHTML = ''
  const running = show({ isRunning: true, isDanger: true })
  expect(running.className).toMatch(/error/)
  expect(running.className).toMatch(/loading/)
})
