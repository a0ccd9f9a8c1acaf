// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import AddOperator from '../../src/renderer/features/operators/AddOperator.vue'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const added: string[] = []
const judged: string[] = []
let held = Promise.withResolvers<undefined>()
const { desk } = deskOverRpc({
  session: {
    checkOperatorRules: on.session.checkOperatorRules.handler(async ({ input }) => {
      judged.push(input.name)
      if (input.name === 'late') await held.promise
      return [
        { rule: 'name-format' as const, ok: !input.name.includes(' ') },
        { rule: 'name-taken' as const, ok: true },
        input.name === 'аdа'
          ? { rule: 'name-alike' as const, ok: false, like: 'ada' }
          : { rule: 'name-alike' as const, ok: true },
        { rule: 'password-short' as const, ok: false },
      ]
    }),
  },
  operators: {
    add: on.operators.add.handler(({ input }) => {
      added.push(input.name)
      return { id: 'o2', oneTimePassword: 'one-time-1' }
    }),
  },
})

let unmount = (): void => undefined
beforeEach(() => {
  added.length = 0
  judged.length = 0
  held = Promise.withResolvers()
  unmount = mountWithDesk(AddOperator, { desk })
})
afterEach(() => {
  unmount()
  document.body.innerHTML = ''
})

const name = async (text: string): Promise<void> => {
  typeInto('operator-name', text)
  await vi.waitFor(() => {
    expect(judged).toContain(text)
  }, 10_000)
  await flushPromises()
}
const enter = async (): Promise<void> => {
  const form = byTestId('operator-name').closest('form')
  form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await flushPromises()
}
const isOff = (): boolean => byTestId('operator-submit').hasAttribute('disabled')

it('a name that is known to break a rule asks nobody for a password: nothing is sent before it is put right', async () => {
  await name('Sam Lee')
  expect(document.querySelector('[data-rule="name-format"]')?.getAttribute('data-state')).toBe('broken')
  expect(isOff()).toBe(true)
  await enter()
  expect(added).toEqual([])
  await name('sam')
  expect(isOff()).toBe(false)
  await enter()
  expect(added).toEqual(['sam'])
})

it('a name that is put right faster than it is judged is not held back by what was judged before', async () => {
  await name('Sam Lee')
  typeInto('operator-name', 'late')
  await flushPromises()
  await enter()
  expect(added).toEqual(['late'])
  held.resolve(undefined)
})

it('a name that reads like another’s is said to, with that one', async () => {
  const rule = () => document.querySelector('[data-rule="name-alike"]')
  await name('sam')
  expect(rule()?.textContent).not.toContain('ada')
  await name('аdа')
  expect(rule()?.getAttribute('data-state')).toBe('broken')
  expect(rule()?.textContent).toMatch(/reads? like .*ada/)
  expect(isOff()).toBe(true)
})
