// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import OutcomePanel from '../../src/renderer/components/OutcomePanel.vue'
import { messages, type Language } from '../../src/renderer/locales/i18n.ts'
import { outcomeReasons, outcomeStatuses, type Outcome } from '../../src/shared/model/outcome.ts'
import { sessionEffects, type SessionEffect } from '../../src/shared/model/change.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

const exchange: NonNullable<Outcome['exchange']> = {
  method: 'POST',
  url: 'http://127.0.0.1:10009/account/change_password',
  requestHeaders: { token: '[masked]' },
  requestBody: '{"newPassword":"[masked]"}',
  responseBody: '{"errCode":500}',
  durationMs: 12,
  curl: 'curl -X POST …',
}
const outcome = (given: Partial<Outcome>): Outcome => ({
  operation: 'openim.changePassword',
  status: 'succeeded',
  reason: null,
  wire: { httpStatus: 200, code: 0, message: '' },
  drift: [],
  rule: null,
  exchange,
  ...given,
})
interface Circumstances {
  kind?: 'change' | 'verify'
  sessions?: SessionEffect | null
  language?: Language
}
const show = (
  given: Partial<Outcome>,
  { kind = 'change', sessions = null, language = 'en' }: Circumstances = {},
): void => {
  mountWithDesk(OutcomePanel, {
    desk: deskOverRpc({}).desk,
    language,
    props: { outcome: outcome(given), kind, sessions },
  })
}
const textOf = (id: string): string => byTestId(id).textContent.trim()

afterEach(() => {
  document.body.innerHTML = ''
})

describe('the outcome of a change, in words', () => {
  it.each(
    outcomeStatuses.flatMap((status) => (['en', 'zh-CN'] as const).map((language) => ({ status, language }))),
  )('says what happened, what changed and what to do next: $status, $language', ({ status, language }) => {
    show({ status }, { language })
    const words = messages[language].words.outcome.change[status]
    expect(byTestId('outcome-panel').dataset['status']).toBe(status)
    expect(document.querySelector('h3')?.textContent).toContain(words.heading)
    expect(textOf('outcome-what')).toBe(words.what)
    expect(textOf('outcome-changed')).toBe(words.changed)
    expect(textOf('outcome-next')).toBe(words.next)
  })

  it.each(outcomeReasons)('adds the reason to what happened: %s', (reason) => {
    show({ status: 'rejected', reason })
    expect(textOf('outcome-what')).toContain(messages.en.words.reason[reason].what)
    expect(textOf('outcome-next')).toBe(messages.en.words.reason[reason].next)
  })

  it.each(outcomeReasons)('never invites to send again what may have arrived: unknown, %s', (reason) => {
    show({ status: 'unknown', reason })
    expect(textOf('outcome-next')).toBe(messages.en.words.outcome.change.unknown.next)
    expect(textOf('outcome-next')).toMatch(/^Do not send again/)
  })

  it.each(['rejected', 'refused', 'unreachable'] as const)(
    'says plainly that nothing changed: %s',
    (status) => {
      show({ status })
      expect(textOf('outcome-changed')).toMatch(/^Nothing/)
    },
  )

  it.each(sessionEffects)('says what the change did to sessions: %s', (sessions) => {
    show({}, { sessions })
    expect(textOf('outcome-sessions')).toBe(messages.en.words.sessions[sessions])
  })

  it('says nothing of sessions where there is nothing to say', () => {
    show({})
    expect(hasTestId('outcome-sessions')).toBe(false)
  })

  it('takes the focus to its heading, so that it is read out', () => {
    show({})
    expect(document.activeElement?.textContent).toContain(messages.en.words.outcome.change.succeeded.heading)
  })
})

describe('the outcome of a change whose sign-in failed', () => {
  const answered = { httpStatus: 500, code: 500, message: 'x' }
  const login = { operation: 'openim.login', status: 'unreachable', wire: answered } as const

  it.each(
    outcomeReasons.flatMap((reason) => (['en', 'zh-CN'] as const).map((language) => ({ reason, language }))),
  )(
    'is never told as one that was sent, or as a backend that was not reached: $reason, $language',
    ({ reason, language }) => {
      const { signIn, change } = messages[language].words.outcome
      show({ ...login, reason }, { language, sessions: 'nothing-changed' })
      const told = reason === 'wrong-credentials' ? signIn.refused : signIn.failed
      expect(textOf('outcome-what')).toContain(told.what)
      expect(textOf('outcome-changed')).toBe(told.changed)
      expect(byTestId('outcome-panel').textContent).not.toContain(change.unreachable.heading)
      expect(byTestId('outcome-panel').textContent).not.toContain(change.unknown.what)
      expect(byTestId('outcome-panel').className).toContain('bad')
    },
  )

  it('says why, and what to do next by that reason', () => {
    show({ ...login, reason: 'timeout', wire: null })
    expect(textOf('outcome-what')).toBe(
      'The desk could not sign in at the backend, so the change was not sent. No answer came in time.',
    )
    expect(textOf('outcome-next')).toBe(messages.en.words.reason.timeout.next)
  })

  it.each(['rejected', 'unreachable'] as const)(
    'says that the current password was refused: %s',
    (status) => {
      show({ ...login, status, reason: 'wrong-credentials' })
      expect(textOf('outcome-what')).toBe(
        'The backend refused the current password at the sign-in, so the change itself was not sent.',
      )
    },
  )

  it.each(['unknown', 'succeeded'] as const)(
    'goes by where the change ended, not by the answer: %s',
    (status) => {
      show({ ...login, status, reason: null })
      expect(textOf('outcome-changed')).toBe(messages.en.words.outcome.signIn.failed.changed)
    },
  )
})

describe('the wire details of an outcome', () => {
  it('stay one click away', () => {
    show({ status: 'rejected', wire: { httpStatus: 200, code: 500, message: 'password error' } })
    expect(byTestId('wire-details').hasAttribute('open')).toBe(false)
    expect(textOf('wire-code')).toBe('500')
    expect(byTestId('wire-details').textContent).toContain('password error')
    expect(byTestId('wire-details').textContent).toContain('curl -X POST')
  })

  it('say that nothing was sent, and which rule stopped it', () => {
    const rule = { document: 'd', section: '3', rule: 'r' }
    show({ status: 'refused', reason: 'same-password', wire: null, exchange: null, rule })
    expect(byTestId('wire-details').textContent).toContain('Nothing was sent.')
    expect(byTestId('wire-details').textContent).toContain('r (d · 3)')
  })

  it('say that no answer came', () => {
    show({ status: 'unknown', reason: 'timeout', wire: null, exchange: { ...exchange, responseBody: null } })
    expect(byTestId('wire-details').textContent).toContain('No answer came.')
  })

  it('show where the answer departs from the document', () => {
    show({ drift: [{ expected: 'data: object', got: 'data: absent' }] })
    expect(byTestId('wire-details').textContent).toContain('data: absent')
  })
})

describe('the outcome of a sign-in', () => {
  it('does not speak of a change', () => {
    show({ operation: 'openim.login' }, { kind: 'verify' })
    expect(textOf('outcome-what')).toBe(messages.en.words.outcome.verify.succeeded.what)
  })

  it('tells that the password was changed elsewhere when the one of the vault is refused', () => {
    show({ operation: 'openim.login', status: 'rejected', reason: 'wrong-credentials' }, { kind: 'verify' })
    expect(textOf('outcome-next')).toBe(messages.en.words.outcome.verify.rejected.next)
  })
})
