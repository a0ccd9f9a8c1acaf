// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import AddAdmin from '../../src/renderer/features/backends/AddAdmin.vue'
import type { Outcome } from '../../src/shared/model/outcome.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const login: Outcome = {
  operation: 'openim.login',
  status: 'succeeded',
  reason: null,
  wire: { httpStatus: 200, code: 0, message: '' },
  drift: [],
  rule: null,
  exchange: null,
}
const refused: Outcome = { ...login, status: 'rejected', reason: 'wrong-credentials' }
const asked: string[] = []
const added: unknown[] = []
let answer: { outcome: Outcome; found: { userID: string; nickname: string } | null }
const { desk } = deskOverRpc({
  admins: {
    lookUp: on.admins.lookUp.handler(({ input }) => {
      asked.push(`${input.account}/${input.password}`)
      return answer
    }),
    add: on.admins.add.handler(({ input }) => {
      added.push(input)
      return { accountId: 'a' }
    }),
  },
})

let unmount = (): void => undefined
beforeEach(() => {
  asked.length = 0
  added.length = 0
  answer = { outcome: login, found: { userID: '1000000001', nickname: 'Root' } }
  const backend = { id: 'b', name: 'IM', environment: 'production' }
  unmount = mountWithDesk(AddAdmin, { desk, props: { backend } })
})
afterEach(() => {
  unmount()
  document.body.innerHTML = ''
})

const valueOf = (id: string): string => {
  const field = byTestId(id)
  return field instanceof HTMLInputElement ? field.value : ''
}
const type = async (given: Record<string, string>): Promise<void> => {
  for (const [id, text] of Object.entries(given)) typeInto(id, text)
  await flushPromises()
}
const ask = async (): Promise<void> => {
  byTestId('admin-look-up').click()
  await flushPromises()
}
const whose = { 'admin-account': 'chatAdmin', 'admin-password': 'OpenIM@123' }

describe('entering an admin whose user ID is not known', () => {
  it('fills it in from what the backend tells, and enters with it', async () => {
    expect(byTestId('admin-look-up').hasAttribute('disabled')).toBe(true)
    await type(whose)
    await ask()
    expect(asked).toEqual(['chatAdmin/OpenIM@123'])
    expect(byTestId('admin-looked-up').textContent).toContain('1000000001')
    byTestId('admin-submit')
      .closest('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }))
    await flushPromises()
    expect(added).toEqual([
      {
        backendId: 'b',
        userID: '1000000001',
        account: 'chatAdmin',
        nickname: 'Root',
        currentPassword: 'OpenIM@123',
      },
    ])
  })

  it('takes it back when another account is typed, but not what the operator typed', async () => {
    await type({ ...whose, 'admin-nickname': 'Duty' })
    await ask()
    await type({ 'admin-account': 'opsAdmin' })
    expect(valueOf('admin-user-id')).toBe('')
    expect(valueOf('admin-nickname')).toBe('Duty')
    expect(hasTestId('admin-looked-up')).toBe(false)
    await type({ 'admin-user-id': '42' })
    await type({ 'admin-account': 'nightAdmin' })
    expect(valueOf('admin-user-id')).toBe('42')
  })

  it('says why the backend told nothing, and leaves the field alone', async () => {
    answer = { outcome: refused, found: null }
    await type({ ...whose, 'admin-user-id': '42' })
    await ask()
    expect(byTestId('admin-not-looked-up').textContent).toContain(
      'The backend refuses this account with this password. Nothing was changed.',
    )
    expect(valueOf('admin-user-id')).toBe('42')
    answer = { outcome: login, found: null }
    await ask()
    expect(byTestId('admin-not-looked-up').textContent).toContain('named no userID')
  })
})
