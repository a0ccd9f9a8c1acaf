// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import CaseStateTag from '../../src/renderer/features/resets/CaseStateTag.vue'
import CodeStep from '../../src/renderer/features/resets/CodeStep.vue'
import DecideStep from '../../src/renderer/features/resets/DecideStep.vue'
import PasswordStep from '../../src/renderer/features/resets/PasswordStep.vue'
import PersonPicker from '../../src/renderer/features/resets/PersonPicker.vue'
import { stepText } from '../../src/renderer/features/resets/step-text.ts'
import { messages, type Language } from '../../src/renderer/locales/i18n.ts'
import type { ResetCase } from '../../src/shared/contract/reset-desk.ts'
import type { ListedUser } from '../../src/shared/contract/users.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'
import { iso, now, sentCase as one } from './support/reset-case.ts'

const person = (num: number): ListedUser => ({
  num,
  appid: 'app-1001',
  uid: num,
  account: String(num),
  phone: '',
  email: '',
  nickname: '',
  status: 'normal',
  signText: '',
  isLocked: false,
})
const sentPasswords: string[] = []
const { desk } = deskOverRpc({
  resetDesk: {
    setPassword: on.resetDesk.setPassword.handler(({ input }) => {
      sentPasswords.push(input.next.from === 'typed' ? input.next.password : '')
      throw new Error('not answered')
    }),
  },
  users: {
    list: on.users.list.handler(({ input }) => ({
      rows: [1, 2, 3, 4, 5, 6].map(person),
      nextCursor: input.search === 'many' ? 'more' : null,
      sort: null,
      total: null,
      readAt: iso(0),
    })),
  },
})
const mount = (component: Parameters<typeof mountWithDesk>[0], props: object, language: Language = 'en') =>
  mountWithDesk(component, { desk, language, props: { now, ...props }, routes: ['resets', 'built-in'] })
const type = async (id: string, text: string): Promise<void> => {
  const field = byTestId(id)
  if (!(field instanceof HTMLInputElement)) throw new Error(`${id} is no field`)
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await flushPromises()
}
const rulesShown = () =>
  [...document.querySelectorAll<HTMLElement>('[data-rule]')].map(
    ({ dataset }) => `${dataset['rule'] ?? ''} ${dataset['state'] ?? ''}`,
  )

afterEach(() => {
  document.body.innerHTML = ''
  sentPasswords.length = 0
})

describe('the password that a caller chooses', () => {
  const choose = async (password: string): Promise<void> => {
    await type('reset-code', '123456')
    byTestId('from-typed').click()
    await flushPromises()
    if (password !== '') await type('reset-password', password)
  }
  const submit = async (): Promise<void> => {
    document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    await flushPromises()
  }

  it('is judged by each rule while it is typed, and not sent before it keeps them all', async () => {
    mount(PasswordStep, { one })
    await choose('')
    expect(rulesShown()).toEqual(['printable-without-blanks open', 'length-between open'])
    await type('reset-password', '短')
    expect(rulesShown()).toEqual(['printable-without-blanks stops', 'length-between stops'])
    await submit()
    expect(sentPasswords).toEqual([])
    await type('reset-password', 'chosen-1')
    expect(rulesShown()).toEqual(['printable-without-blanks kept', 'length-between kept'])
    expect(byTestId('rule-list').textContent).toContain('6 to 32 characters')
    await submit()
    expect(sentPasswords).toEqual(['chosen-1'])
  })

  it('is typed at once by who chose it with a pointer, and leaves the keyboard on the choice', async () => {
    mount(PasswordStep, { one })
    await type('reset-code', '123456')
    byTestId('from-typed').focus()
    byTestId('from-typed').click()
    await flushPromises()
    expect(document.activeElement).toBe(byTestId('from-typed'))
    byTestId('from-generated').click()
    await flushPromises()
    byTestId('from-typed').dispatchEvent(new Event('pointerdown', { bubbles: true }))
    byTestId('from-typed').click()
    await flushPromises()
    expect(document.activeElement).toBe(byTestId('reset-password'))
  })

  it('keeps the lengths of the application, and names the document of the rule', async () => {
    const source = { document: 'D', section: 'S', rule: 'R' }
    const passwordForm = { characters: 'letters-and-digits', min: 8, max: 9, source } as const
    mount(PasswordStep, { one: { ...one, passwordForm } }, 'zh-CN')
    await choose('with-sign')
    expect(rulesShown()).toEqual(['letters-and-digits stops', 'length-between kept'])
    expect(byTestId('rule-list').textContent).toContain('8 至 9 个字符')
    const places = [...byTestId('rule-list').querySelectorAll<HTMLElement>('.source')]
    expect(places[0]?.textContent).toBe('S')
    const told = byTestId('rule-sources').querySelectorAll('p, li li')
    expect([...told].map(({ textContent }) => textContent.trim())).toEqual(['D · S', 'R'])
  })
})

describe('a code', () => {
  it('whose sending is not clear is asked for all the same, in words that do not say it was sent', () => {
    mount(PasswordStep, { one: { ...one, isCodeUnclear: true } })
    expect(byTestId('code-sent-to').textContent).toContain('not known whether a code was sent')
    expect(hasTestId('reset-code')).toBe(true)
    expect(hasTestId('code-clock')).toBe(true)
  })

  it.each([
    [{}, now, ''],
    [{ isCodeUnclear: true }, now, 'unclear'],
    [{ codeEnd: 'noTries' as const }, now, 'noTries'],
    [{}, now + 60_000, 'expired'],
    [{ state: 'unknown' as const, codeEnd: 'used' as const }, now, ''],
  ])('stands in the state of its case: %o', (changed, at, trouble) => {
    mount(CaseStateTag, { row: { ...one, ...changed }, now: at })
    expect(byTestId('reset-state').dataset['code'] ?? '').toBe(trouble)
  })

  it('that expires under the hand leaves the focus on what happened, not on what sends another', () => {
    mount(CodeStep, { one, now: now + 60_000, canGoBack: false })
    expect(document.activeElement).toBe(byTestId('code-end'))
    document.body.innerHTML = ''
    mount(CodeStep, { one: { ...one, state: 'verified', code: null }, canGoBack: false })
    expect(document.activeElement).toBe(byTestId('code-send'))
  })
})

describe('a decision without a code', () => {
  const change = {
    id: 'x',
    state: 'unknown',
    from: 'typed',
    outcome: null,
    sessions: 'not-known',
    settlesAt: null,
    settledBy: null,
  } as const
  const again = (reason: string): ResetCase['steps'][number] => ({
    at: iso(0),
    operator: 'sam',
    step: 'password-set',
    detail: { again: true, result: 'pending', status: 'rejected', reason },
  })

  it('offers another code only where one can still prove anything', () => {
    const unknown = { ...one, state: 'unknown', change } as const
    mount(DecideStep, { one: { ...unknown, steps: [again('password-format')] } })
    expect(hasTestId('decide-resend')).toBe(false)
    expect(document.body.textContent).toContain('refuses this new password each time')
    document.body.innerHTML = ''
    mount(DecideStep, { one: { ...unknown, steps: [again('code-invalid'), again('code-invalid')] } })
    expect(hasTestId('decide-resend')).toBe(true)
    expect(byTestId('decide-applied')).toHaveProperty('disabled', true)
  })

  it('is not taken before the settle time has passed', () => {
    const steps = [again('password-format')]
    mount(DecideStep, {
      one: { ...one, state: 'unknown', change: { ...change, settlesAt: iso(60_000) }, steps },
    })
    expect(hasTestId('decide-applied')).toBe(false)
  })
})

it.each(['en', 'zh-CN'] as const)('tells a step whose end nobody knows as one, in %s', (language) => {
  const { words } = messages[language]
  const pending = { at: iso(0), operator: 'sam', detail: { result: 'pending' } }
  const { what } = stepText(words, { ...pending, step: 'code-sent' })
  expect(what).toBe(words.resetStepUnclear['code-sent'])
  expect(what).not.toBe(words.resetStep['code-sent'])
  expect(stepText(words, { ...pending, step: 'password-set' }).what).toBe(words.resetOutcome.unknown.heading)
})

it.each([
  ['many', 'The first 6 of more: type on'],
  ['some', '6 users fit'],
])('says of the users who fit whether there are more than it shows: %s', async (search, told) => {
  mount(PersonPicker, {})
  await type('reset-person', search)
  await vi.waitFor(() => {
    expect(document.querySelector('[role="status"]')?.textContent.trim()).toBe(told)
  }, 15_000)
})
