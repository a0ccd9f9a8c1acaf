// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import ChangeDialog from '../../src/renderer/features/admins/ChangeDialog.vue'
import type { AdminRow } from '../../src/shared/contract/admins.ts'
import type { Outcome } from '../../src/shared/model/outcome.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const admin: AdminRow = {
  id: 'a1',
  backend: { id: 'b0', name: 'Built-in', system: 'openim', environment: 'sandbox' },
  userID: '1000000001',
  account: 'chatAdmin',
  nickname: 'Root',
  level: 100,
  passwordKnown: true,
  passwordChangedAt: null,
  findings: [],
  lastChange: null,
}
const succeeded: Outcome = {
  operation: 'openim.changePassword',
  status: 'succeeded',
  reason: null,
  wire: { httpStatus: 200, code: 0, message: '' },
  drift: [],
  rule: null,
  exchange: null,
}
const rule = (ok: boolean) => ({
  id: 'differs-from-current' as const,
  ok,
  severity: 'stops' as const,
  source: null,
})
const secret = 'a-very-new-password'

/** Plays a desk that changes one admin's password, and keeps what it was asked. */
const deskFor = ({ ok = true, change = () => Promise.resolve(succeeded) } = {}) => {
  const asked: unknown[] = []
  const { desk } = deskOverRpc({
    admins: {
      checkRules: on.admins.checkRules.handler(() => ({ rules: [rule(ok)], score: 4 })),
      generate: on.admins.generate.handler(() => ({
        draftId: 'd1',
        length: 20,
        score: 4,
        expiresAt: '2030-01-01T00:00:00.000Z',
      })),
      dryRun: on.admins.dryRun.handler(() => ({
        rules: [rule(ok)],
        request: ok
          ? { method: 'POST', url: 'http://127.0.0.1:1/x', headers: {}, body: '{"newPassword":"[masked]"}' }
          : null,
        caller: 'own-token' as const,
        typeToConfirm: 'chatAdmin',
        sessions: 'sessions-stay' as const,
      })),
      change: on.admins.change.handler(async ({ input }) => {
        asked.push(input)
        const outcome = await change()
        const sessions = 'sessions-stay' as const
        return { changeId: 'c1', state: 'confirmed' as const, outcome, sessions, keptDays: 45 }
      }),
    },
  })
  return { desk, asked }
}
const settled = async (id: string): Promise<void> => {
  await vi.waitFor(async () => {
    await flushPromises()
    if (!hasTestId(id)) throw new Error(`still no ${id}`)
  }, 15_000)
}
const press = async (id: string): Promise<void> => {
  byTestId(id).click()
  await flushPromises()
}
const review = async (): Promise<void> => {
  await settled('change-new-typed')
  typeInto('change-new-typed', secret)
  await flushPromises()
  await press('change-dry-run')
  await settled('change-review')
}
const isDisabled = (id: string): boolean => byTestId(id).hasAttribute('disabled')

afterEach(() => {
  document.body.innerHTML = ''
})

describe('changing the password of an admin', () => {
  it('goes from the form over the dry run and the typed name to the outcome', async () => {
    const { desk, asked } = deskFor()
    mountWithDesk(ChangeDialog, { desk, props: { admin } })
    await review()
    expect(byTestId('change-review').textContent).toContain('[masked]')
    expect(document.body.textContent).not.toContain(secret)
    expect(isDisabled('change-send')).toBe(true)
    typeInto('change-confirm-name', 'chatadmin')
    await flushPromises()
    expect(isDisabled('change-send')).toBe(true)
    typeInto('change-confirm-name', 'chatAdmin')
    await flushPromises()
    await press('change-send')
    await settled('outcome-panel')
    expect(byTestId('outcome-changed').textContent).toContain('is kept for 45 days.')
    expect(asked).toEqual([
      {
        accountId: 'a1',
        current: { from: 'vault' },
        next: { from: 'typed', password: secret },
        confirmation: 'chatAdmin',
      },
    ])
  })

  it('sends nothing before the dry run and the name', async () => {
    const { desk, asked } = deskFor()
    mountWithDesk(ChangeDialog, { desk, props: { admin } })
    await settled('change-new-typed')
    expect([isDisabled('change-dry-run'), hasTestId('change-send')]).toEqual([true, false])
    await review()
    byTestId('change-review').dispatchEvent(new Event('submit', { cancelable: true }))
    await flushPromises()
    expect(asked).toEqual([])
  })

  it('does not offer to send what a rule of the document stops', async () => {
    const { desk, asked } = deskFor({ ok: false })
    mountWithDesk(ChangeDialog, { desk, props: { admin } })
    await review()
    expect([isDisabled('change-send'), hasTestId('change-confirm-name')]).toEqual([true, false])
    expect(document.querySelector('[data-rule="differs-from-current"]')?.getAttribute('data-state')).toBe(
      'stops',
    )
    expect(asked).toEqual([])
  })

  it('sends a generated password by its name alone', async () => {
    const { desk, asked } = deskFor()
    mountWithDesk(ChangeDialog, { desk, props: { admin } })
    await settled('change-generate')
    await press('change-generate')
    await settled('change-draft')
    await press('change-dry-run')
    await settled('change-review')
    typeInto('change-confirm-name', 'chatAdmin')
    await flushPromises()
    await press('change-send')
    await settled('outcome-panel')
    expect(asked).toMatchObject([{ next: { from: 'draft', draftId: 'd1' } }])
  })

  it('tells a problem of the desk as one, with nothing sent', async () => {
    const { desk } = deskOverRpc({
      admins: {
        checkRules: on.admins.checkRules.handler(() => ({ rules: [rule(true)], score: 4 })),
        dryRun: on.admins.dryRun.handler(({ errors }) => {
          throw errors.CHANGE_OPEN({ data: { changeId: 'c0', state: 'unknown' } })
        }),
      },
    })
    mountWithDesk(ChangeDialog, { desk, props: { admin } })
    await settled('change-new-typed')
    typeInto('change-new-typed', secret)
    await flushPromises()
    await press('change-dry-run')
    await settled('failure')
    expect(byTestId('failure').dataset['code']).toBe('CHANGE_OPEN')
    expect(byTestId('failure').textContent).toContain('Unknown. Nothing was sent.')
  })

  it.each(['unknown', 'needs-operator', 'sending'] as const)(
    'offers no dry run and no sending while an earlier change holds the account: %s',
    async (state) => {
      const { desk, asked } = deskFor()
      const lastChange = { id: 'c0', state, at: '2030-01-01T00:00:00.000Z' }
      mountWithDesk(ChangeDialog, { desk, props: { admin: { ...admin, lastChange } } })
      await settled('change-new-typed')
      typeInto('change-new-typed', secret)
      await flushPromises()
      expect(isDisabled('change-dry-run')).toBe(true)
      expect(byTestId('change-held').textContent).toContain('both are kept')
      document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
      await flushPromises()
      expect([hasTestId('change-review'), asked]).toEqual([false, []])
    },
  )

  it('does not call it a failure when the desk falls silent under way, and does not invite to send again', async () => {
    const { desk } = deskFor({ change: () => Promise.reject(new Error('the process died')) })
    mountWithDesk(ChangeDialog, { desk, props: { admin } })
    await review()
    typeInto('change-confirm-name', 'chatAdmin')
    await flushPromises()
    await press('change-send')
    await settled('change-lost')
    expect(byTestId('change-lost').textContent).toContain('Do not send again.')
    expect(document.body.textContent).not.toContain('Back to the form')
  })

  it('asks for the current password where the vault does not have it', async () => {
    const { desk } = deskFor()
    mountWithDesk(ChangeDialog, { desk, props: { admin: { ...admin, passwordKnown: false } } })
    await settled('change-current-typed')
    typeInto('change-new-typed', secret)
    await flushPromises()
    expect(isDisabled('change-dry-run')).toBe(true)
    typeInto('change-current-typed', 'OpenIM@123')
    await flushPromises()
    expect(isDisabled('change-dry-run')).toBe(false)
  })
})
