// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import TypedConfirmation from '../../src/renderer/components/TypedConfirmation.vue'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

let unmount = (): void => undefined
afterEach(() => {
  unmount()
  document.body.innerHTML = ''
})
const hintAfter = async (text: string): Promise<string> => {
  typeInto('typed', text)
  await flushPromises()
  return document.getElementById(byTestId('typed').getAttribute('aria-describedby') ?? '')?.textContent ?? ''
}

describe('a name that is typed to confirm', () => {
  it('says that it is another one once it is as long, and not while it is being typed', async () => {
    const why = 'Why it is asked for.'
    const asking = defineComponent(() => {
      const modelValue = ref('')
      const keep = { 'onUpdate:modelValue': (value: string) => (modelValue.value = value) }
      const props = { name: 'chatAdmin', why, testId: 'typed' }
      return () => h(TypedConfirmation, { ...props, modelValue: modelValue.value, ...keep })
    })
    unmount = mountWithDesk(asking, { desk: deskOverRpc({}).desk })
    expect(await hintAfter('chatadm')).toBe(why)
    expect(await hintAfter('chatadmin')).toBe('This is another name. Capitals count.')
    expect(await hintAfter('chatAdmin')).toBe(why)
  })
})
