// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import RecoveryKeyPanel from '../../src/renderer/components/RecoveryKeyPanel.vue'
import HistoryEntry from '../../src/renderer/features/admins/HistoryEntry.vue'
import SettleDialog from '../../src/renderer/features/admins/SettleDialog.vue'
import UnsettledNotice from '../../src/renderer/features/admins/UnsettledNotice.vue'
import { messages } from '../../src/renderer/locales/i18n.ts'
import type { ChangeRecord } from '../../src/shared/contract/admins.ts'
import type { ChangeView } from '../../src/shared/contract/changes.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const languages = ['en', 'zh-CN'] as const
const change: ChangeRecord = {
  id: 'c1',
  state: 'unknown',
  operator: 'ada',
  startedAt: '2030-01-01T00:00:00.000Z',
  sentAt: '2030-01-01T00:00:01.000Z',
  endedAt: null,
  passwordFrom: 'typed',
  outcome: null,
  sessions: 'not-known',
  settledBy: null,
}
const textOf = (id: string): string => byTestId(id).textContent.trim()

const view: ChangeView = {
  id: 'c1',
  state: 'unknown',
  operation: 'openim.changePassword',
  subject: { kind: 'admin', name: 'chatAdmin', accountId: 'a1', system: 'openim' },
  backend: { id: 'b1', name: 'Chat', environment: 'staging' },
  operator: 'ada',
  startedAt: '2030-01-01T00:00:00.000Z',
  sentAt: '2030-01-01T00:00:01.000Z',
  endedAt: null,
  outcome: null,
  sessions: 'not-known',
  settlesAt: null,
  settledBy: null,
  probes: [],
  probesLeft: 3,
  takesFreshCode: false,
  resetId: null,
}

const deskWith = (given: Partial<ChangeView>[]) => {
  const asked: unknown[] = []
  let current: ChangeView = { ...view, ...given[0] }
  const { desk } = deskOverRpc({
    changes: {
      open: on.changes.open.handler(() => {
        asked.push('open')
        return {
          rows: given.map((one, at) => ({ ...view, id: `c${String(at + 1)}`, ...one })),
          readAt: '2030-01-01T00:00:00.000Z',
        }
      }),
      get: on.changes.get.handler(() => current),
      candidates: on.changes.candidates.handler(() => [
        { kind: 'new', createdAt: '2030-01-01T00:00:00.000Z', keptUntil: null, keptDays: 45 },
      ]),
      resolve: on.changes.resolve.handler(({ input }) => {
        asked.push(['resolve', input])
        return current
      }),
      decide: on.changes.decide.handler(({ input }) => {
        asked.push(['decide', input])
        current = { ...current, state: 'not-applied', settledBy: 'ada', probesLeft: 0 }
        return current
      }),
    },
  })
  return { desk, asked }
}
const isDisabled = (id: string): boolean => byTestId(id).hasAttribute('disabled')

afterEach(() => {
  document.body.innerHTML = ''
})

describe('changes that nobody knows the end of', () => {
  it.each(languages)('are named above the table, each with its way to be settled: %s', async (language) => {
    const user = { kind: 'user', name: 'a user', accountId: null, system: 'nobase' } as const
    const { desk } = deskWith([{}, {}, { subject: user }])
    const settled: string[] = []
    mountWithDesk(UnsettledNotice, {
      desk,
      language,
      props: { onSettle: (id: string) => settled.push(id) },
    })
    await vi.waitFor(() => byTestId('unsettled'), 15_000)
    expect(textOf('unsettled')).toContain(messages[language].admins.unsettled.means)
    expect(textOf('unsettled')).toContain('2')
    expect(document.querySelectorAll('[data-testid="unsettled-change"]')).toHaveLength(2)
    byTestId('unsettled-settle').click()
    expect(settled).toEqual(['c1'])
  })

  it('are not spoken of where there is none', async () => {
    const { desk, asked } = deskWith([])
    mountWithDesk(UnsettledNotice, { desk })
    await vi.waitFor(() => {
      expect(asked).toHaveLength(1)
    }, 15_000)
    await flushPromises()
    expect(hasTestId('unsettled')).toBe(false)
  })
})

describe('settling a change', () => {
  const open = async (given: Partial<ChangeView>) => {
    const { desk, asked } = deskWith([given])
    mountWithDesk(SettleDialog, { desk, props: { changeId: 'c1' } })
    await vi.waitFor(() => byTestId('settle-standing'), 15_000)
    return asked
  }

  it('concludes nothing before its time: neither a sign-in nor a word is taken', async () => {
    const asked = await open({ settlesAt: new Date(Date.now() + 90_000).toISOString() })
    expect(textOf('settle-countdown')).toMatch(/^1:\d\d$/)
    expect(isDisabled('settle-try')).toBe(true)
    byTestId('settle-applied').click()
    typeInto('settle-name', 'chatAdmin')
    await flushPromises()
    expect(isDisabled('settle-decide')).toBe(true)
    expect(asked).toEqual([])
  })

  it('signs in once the time is over, for as long as sign-ins are left', async () => {
    const asked = await open({})
    byTestId('settle-try').click()
    await vi.waitFor(() => {
      expect(asked).toEqual([['resolve', { changeId: 'c1' }]])
    }, 15_000)
    document.body.innerHTML = ''
    await open({ state: 'needs-operator', probesLeft: 0 })
    expect(isDisabled('settle-try')).toBe(true)
  })

  it('takes a word only with an outcome and the typed name, and then says whose word it was', async () => {
    const asked = await open({ state: 'needs-operator', probesLeft: 0 })
    byTestId('settle-not-applied').click()
    typeInto('settle-name', 'chatadmin')
    await flushPromises()
    expect(isDisabled('settle-decide')).toBe(true)
    typeInto('settle-name', 'chatAdmin')
    await flushPromises()
    byTestId('settle-decide').click()
    await vi.waitFor(() => {
      expect(asked).toEqual([
        ['decide', { changeId: 'c1', outcome: 'not-applied', confirmation: 'chatAdmin' }],
      ])
      expect(textOf('settle-standing')).toContain('ada')
    }, 15_000)
    expect(hasTestId('settle-decide')).toBe(false)
  })
})

describe('the time for which a password is kept', () => {
  it.each(languages)('is the one of the settings: %s', async (language) => {
    const { desk } = deskWith([{}])
    mountWithDesk(SettleDialog, { desk, language, props: { changeId: 'c1' } })
    await vi.waitFor(() => byTestId('settle-reveal-new'), 15_000)
    expect(textOf('settle-dialog')).toMatch(/\b45 (days|天)/)
    expect(textOf('settle-dialog')).not.toMatch(/\b30 (days|天)/)
  })
})

describe('the history of a change', () => {
  const show = (given: Partial<ChangeRecord>, language: (typeof languages)[number] = 'en'): void => {
    mountWithDesk(HistoryEntry, {
      desk: deskOverRpc({}).desk,
      language,
      props: { change: { ...change, ...given } },
    })
  }

  it.each(languages)('says that the desk was ended while it waited, and what to do: %s', (language) => {
    show({}, language)
    expect(textOf('history-story')).toBe(messages[language].admins.historyDrawer.interrupted)
    expect(textOf('history-next')).toBe(messages[language].words.outcome.change.unknown.next)
  })

  it.each(languages)('tells a decision as the word of who decided, never as a proof: %s', (language) => {
    const { changeState, changeDecided } = messages[language].words
    for (const state of ['verified', 'not-applied'] as const) {
      show({ state, settledBy: 'bob' }, language)
      expect(textOf('history-state')).toBe(changeDecided[state].label)
      expect(textOf('history-story')).toContain('bob')
      expect(textOf('history-story')).not.toContain(changeState[state].meaning)
      document.body.innerHTML = ''
      show({ state }, language)
      expect(textOf('history-state')).toBe(changeState[state].label)
      expect(textOf('history-story')).toContain(changeState[state].meaning)
      document.body.innerHTML = ''
    }
  })

  it('tells a failed sign-in as a change that was not sent', () => {
    show({
      state: 'not-sent',
      sentAt: null,
      sessions: 'nothing-changed',
      outcome: {
        operation: 'openim.login',
        status: 'unreachable',
        reason: 'protocol-mismatch',
        wire: { httpStatus: 200, code: null, message: '' },
        drift: [],
        rule: null,
        exchange: null,
      },
    })
    const { signIn } = messages.en.words.outcome
    expect(textOf('history-story')).toContain(signIn.failed.what)
    expect(textOf('history-story')).toContain(signIn.failed.changed)
    expect(document.body.textContent).not.toMatch(/not reached|no answer that can be believed/)
  })
})

describe('a recovery key that is shown once', () => {
  const leaving = (): boolean => {
    const event = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(event)
    return event.defaultPrevented
  }

  it('keeps the page from being left unasked, for as long as the key stands there', () => {
    const leave = mountWithDesk(RecoveryKeyPanel, {
      desk: deskOverRpc({}).desk,
      props: { recoveryKey: 'AAAA-BBBB', title: 'Keep it', lead: 'Once' },
    })
    expect(leaving()).toBe(true)
    leave()
    expect(leaving()).toBe(false)
  })
})
