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

const why = 'Why it is asked for.'
const another = 'This is another name. Capitals count.'
const rights: boolean[] = []
const askFor = (name: string): void => {
  rights.length = 0
  const asking = defineComponent(() => {
    const modelValue = ref('')
    const isRight = ref(false)
    const keep = {
      'onUpdate:modelValue': (value: string) => (modelValue.value = value),
      'onUpdate:isRight': (right = false) => rights.push((isRight.value = right)),
    }
    const props = { name, why, testId: 'typed' }
    return () =>
      h(TypedConfirmation, { ...props, modelValue: modelValue.value, isRight: isRight.value, ...keep })
  })
  unmount = mountWithDesk(asking, { desk: deskOverRpc({}).desk })
}

describe('a name that is typed to confirm', () => {
  it('says that it is another one once it is as long, and not while it is being typed', async () => {
    askFor('chatAdmin')
    expect(await hintAfter('chatadm')).toBe(why)
    expect(await hintAfter('chatadmin')).toBe(another)
    expect(await hintAfter('chatAdmin')).toBe(why)
    expect(rights.at(-1)).toBe(true)
  })

  it('may be typed as it is shown, where it holds signs that nobody can type', async () => {
    askFor('ops\u{202e}nimdA')
    expect(document.body.textContent).toContain('ops[U+202E]nimdA')
    expect(await hintAfter('ops[U+202E]n')).toBe(why)
    expect(await hintAfter('opsnimdA')).toBe(why)
    expect(rights).not.toContain(true)
    expect(await hintAfter('ops[U+200B]nimdA')).toBe(another)
    expect(rights).not.toContain(true)
    expect(await hintAfter(' ops[U+202E]nimdA ')).toBe(why)
    expect(rights.at(-1)).toBe(true)
  })
})
