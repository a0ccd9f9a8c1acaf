// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import RecoveryKeyPanel from '../../src/renderer/components/RecoveryKeyPanel.vue'
import HistoryEntry from '../../src/renderer/features/admins/HistoryEntry.vue'
import UnsettledNotice from '../../src/renderer/features/admins/UnsettledNotice.vue'
import { messages } from '../../src/renderer/locales/i18n.ts'
import type { ChangeRecord } from '../../src/shared/contract/admins.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

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
}
const textOf = (id: string): string => byTestId(id).textContent.trim()

const deskWith = (total: number) => {
  const asked: unknown[] = []
  const { desk } = deskOverRpc({
    admins: {
      list: on.admins.list.handler(({ input }) => {
        asked.push(input)
        return { rows: [], nextCursor: null, total, readAt: '2030-01-01T00:00:00.000Z', backends: [] }
      }),
    },
  })
  return { desk, asked }
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('changes that nobody knows the end of', () => {
  it.each(languages)('are counted and explained above the table: %s', async (language) => {
    const { desk, asked } = deskWith(2)
    const shown: string[] = []
    mountWithDesk(UnsettledNotice, {
      desk,
      language,
      props: { isShown: false, onShow: () => shown.push('shown') },
    })
    await vi.waitFor(() => byTestId('unsettled'))
    const { means, next } = messages[language].admins.unsettled
    expect(asked).toMatchObject([{ state: 'unknown', limit: 1 }])
    expect(textOf('unsettled')).toContain('2')
    expect(textOf('unsettled')).toContain(means)
    expect(textOf('unsettled')).toContain(next)
    byTestId('unsettled-show').click()
    expect(shown).toEqual(['shown'])
  })

  it('are not spoken of where there is none', async () => {
    const { desk, asked } = deskWith(0)
    mountWithDesk(UnsettledNotice, { desk, props: { isShown: false } })
    await vi.waitFor(() => {
      expect(asked).toHaveLength(1)
    })
    await flushPromises()
    expect(hasTestId('unsettled')).toBe(false)
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
