// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import UserDrawer from '../../src/renderer/features/users/UserDrawer.vue'
import type { DeskClient } from '../../src/shared/contract/index.ts'
import type { User } from '../../src/shared/contract/users.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const user: User = {
  num: 7,
  appid: 'app-1001',
  uid: 15630,
  account: '13800138000',
  phone: '13800138000',
  email: '',
  nickname: 'Ming',
  status: 'normal',
  signText: '',
}
const issuedAt = '2026-01-01T00:00:00.000Z'
const token = (digit: string, state: 'live' | 'revoked') => ({
  id: digit.repeat(64),
  issuedAt,
  expiresAt: issuedAt,
  state,
})

/** Plays a desk with one user, and keeps what it was asked. */
const deskFor = ({ stepUp = true } = {}) => {
  const asked: unknown[] = []
  let given = false
  const { desk, notes } = deskOverRpc(
    {
      users: {
        get: on.users.get.handler(() => ({
          user,
          lockedUntil: null,
          tokens: [token('a', 'live'), token('b', 'revoked')],
        })),
        issueToken: on.users.issueToken.handler(({ input, errors }) => {
          if (!given) {
            given = true
            throw errors.STEP_UP_REQUIRED()
          }
          asked.push(input)
          return { token: 'the-new-token', userkey: 'the-userkey', expiresAt: issuedAt }
        }),
        revokeToken: on.users.revokeToken.handler(({ input }) => {
          asked.push(input)
          return { revoked: true }
        }),
        revokeAllTokens: on.users.revokeAllTokens.handler(({ input }) => {
          asked.push(input)
          return { revoked: 1 }
        }),
      },
    },
    { stepUp: () => Promise.resolve(stepUp) },
  )
  return { desk, asked, notes }
}
const drawer = (desk: DeskClient) => ({ desk, props: { num: user.num }, routes: ['users', 'resets'] })
const settled = async (id: string): Promise<void> => {
  await vi.waitFor(async () => {
    await flushPromises()
    expect(hasTestId(id)).toBe(true)
  }, 15_000)
}
const press = async (id: string): Promise<void> => {
  byTestId(id).click()
  await flushPromises()
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('the tokens of a user', () => {
  it('are issued after the password was given again, and shown once', async () => {
    const { desk, asked, notes } = deskFor()
    mountWithDesk(UserDrawer, drawer(desk))
    await settled('token-issue')
    expect(hasTestId('token-value')).toBe(false)
    await press('token-issue')
    await settled('token-value')
    expect(byTestId('token-value').textContent).toBe('the-new-token')
    expect(asked).toEqual([{ num: 7, days: 7 }])
    expect(notes.asked).toBe(1)
  })

  it('are not issued when the password is not given', async () => {
    const { desk, asked } = deskFor({ stepUp: false })
    mountWithDesk(UserDrawer, drawer(desk))
    await settled('token-issue')
    await press('token-issue')
    await settled('failure')
    expect(hasTestId('token-value')).toBe(false)
    expect(asked).toEqual([])
  })

  it('can be revoked one by one while they are live', async () => {
    const { desk, asked } = deskFor()
    mountWithDesk(UserDrawer, drawer(desk))
    await settled('token-revoke')
    expect(document.querySelectorAll('[data-testid="token-revoke"]')).toHaveLength(1)
    await press('token-revoke')
    await vi.waitFor(() => {
      expect(byTestId('tokens-revoked').textContent).toContain('1 token revoked.')
    }, 15_000)
    expect(asked).toEqual([{ num: 7, tokenId: 'a'.repeat(64) }])
  })

  it('are all revoked only once the account was typed', async () => {
    const { desk, asked } = deskFor()
    mountWithDesk(UserDrawer, drawer(desk))
    await settled('token-revoke-all')
    await press('token-revoke-all')
    await settled('token-revoke-confirm')
    typeInto('token-revoke-name', '1380013800')
    await flushPromises()
    await press('token-revoke-confirm')
    expect(asked).toEqual([])
    typeInto('token-revoke-name', '13800138000')
    await flushPromises()
    await press('token-revoke-confirm')
    await vi.waitFor(() => {
      expect(asked).toEqual([{ num: 7 }])
    }, 15_000)
  })
})

describe('a user who is not there', () => {
  it('is said to be missing, with nothing to do to them', async () => {
    const { desk } = deskOverRpc({
      users: {
        get: on.users.get.handler(({ errors }) => {
          throw errors.NOT_FOUND({ data: { what: 'user' } })
        }),
      },
    })
    mountWithDesk(UserDrawer, drawer(desk))
    await settled('failure')
    expect(byTestId('failure').dataset['code']).toBe('NOT_FOUND')
    for (const id of ['token-issue', 'sign-text-edit', 'user-reset']) expect(hasTestId(id)).toBe(false)
  })
})
