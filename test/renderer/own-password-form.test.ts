// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { ORPCError } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import OwnPasswordForm from '../../src/renderer/components/OwnPasswordForm.vue'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const own = 'a lantern over still water'
const asked: { current?: string | undefined; next: string }[] = []
let refusal: ORPCError<string, unknown> | null = null
let changed = 0
let unmount = (): void => undefined
beforeEach(() => {
  asked.length = 0
  refusal = null
  changed = 0
})
afterEach(() => {
  unmount()
})

const { desk } = deskOverRpc({
  session: { checkOperatorRules: on.session.checkOperatorRules.handler(() => []) },
  operators: {
    changeOwnPassword: on.operators.changeOwnPassword.handler(({ input }) => {
      asked.push(input)
      if (refusal !== null) throw refusal
    }),
  },
})
const open = (isJustGiven: boolean): void => {
  const onChanged = (): void => {
    changed += 1
  }
  const props = { currentLabel: 'Now', submitLabel: 'Set', isJustGiven, onChanged }
  unmount = mountWithDesk(OwnPasswordForm, { desk, props })
}
const submit = async (): Promise<void> => {
  const form = byTestId('own-password-submit').closest('form')
  form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await flushPromises()
}

describe('setting a password of one’s own', () => {
  it('asks for the new one alone where the current one was typed a moment ago', async () => {
    open(true)
    expect(hasTestId('own-password-current')).toBe(false)
    expect(document.activeElement).toBe(byTestId('own-password-next'))
    await submit()
    expect(asked).toEqual([])
    typeInto('own-password-next', own)
    await flushPromises()
    await submit()
    expect(asked).toEqual([{ next: own }])
    expect(changed).toBe(1)
  })

  it.each([
    ['CURRENT_PASSWORD_NEEDED', undefined],
    ['WRONG_PASSWORD', { triesLeft: 4 }],
  ])('asks for the current one where the desk says %s, and keeps what was typed', async (code, data) => {
    refusal = new ORPCError(code, { status: 403, data })
    open(true)
    typeInto('own-password-next', own)
    await flushPromises()
    await submit()
    expect(changed).toBe(0)
    expect(document.activeElement).toBe(byTestId('own-password-current'))
    expect(document.body.querySelector('[role="alert"]')).not.toBeNull()
    expect(byTestId('own-password-submit').hasAttribute('disabled')).toBe(true)
    refusal = null
    typeInto('own-password-current', 'handed over')
    await flushPromises()
    await submit()
    expect(asked.at(-1)).toEqual({ current: 'handed over', next: own })
    expect(changed).toBe(1)
  })

  it('goes on hiding it where the new one breaks a rule', async () => {
    refusal = new ORPCError('OPERATOR_RULE', { status: 422, data: { rules: ['password-short'] } })
    open(true)
    typeInto('own-password-next', 'short')
    await flushPromises()
    await submit()
    expect(hasTestId('own-password-current')).toBe(false)
  })

  it('asks for both in the settings', async () => {
    open(false)
    expect(document.activeElement).toBe(byTestId('own-password-current'))
    typeInto('own-password-next', own)
    await flushPromises()
    await submit()
    expect(asked).toEqual([])
  })
})
