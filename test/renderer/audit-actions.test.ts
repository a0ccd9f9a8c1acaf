import { describe, expect, it } from 'vitest'
import { computed } from 'vue'
import { eventText, targetText } from '../../src/renderer/features/audit/event-names.ts'
import { messages } from '../../src/renderer/locales/i18n.ts'

const actions = [
  'admin-password.change-verified',
  'admin-password.not-applied',
  'user-password.change-verified',
  'user-password.not-applied',
] as const

describe.each(['en', 'zh-CN'] as const)('the end of an unknown change, in %s,', (language) => {
  const words = computed(() => messages[language].words)
  const told = (action: (typeof actions)[number], why?: string): string =>
    eventText({ action, detail: why === undefined ? {} : { why } }, { words })
  const proof = language === 'en' ? /proved/ : /证实/
  const word = language === 'en' ? /decided.*without a proof/ : /人工认定.*无证据/

  it.each(actions)('is a proof only where a sign-in proved it: %s', (action) => {
    for (const why of ['new-accepted', 'old-accepted']) {
      expect(told(action, why)).toMatch(proof)
      expect(told(action, why)).not.toMatch(word)
    }
    expect(told(action, 'operator')).toMatch(word)
    expect(told(action, 'operator')).not.toMatch(proof)
  })

  it.each(actions)('claims neither where no reason stands beside it: %s', (action) => {
    expect(told(action)).toBe(messages[language].words.auditAction[action])
    expect(told(action)).not.toMatch(proof)
    expect(told(action)).not.toMatch(word)
  })

  it('is told apart from all else: another action with such a reason keeps its words', () => {
    const text = eventText({ action: 'reset-case.decided', detail: { why: 'operator' } }, { words })
    expect(text).toBe(messages[language].words.auditAction['reset-case.decided'])
  })
})

describe.each(['en', 'zh-CN'] as const)('the end of a request, in %s,', (language) => {
  const words = computed(() => messages[language].words)
  const told = (detail: Record<string, string>): string =>
    eventText({ action: 'reset-case.closed', detail }, { words })

  it('says that nobody was told the new password where that is how it ended', () => {
    expect(told({ outcome: 'untold' })).toMatch(
      language === 'en' ? /new password was told to nobody/ : /新密码未告知/,
    )
  })

  it.each(['resolved', 'declined', 'abandoned', 'told'])('claims nothing of the sort else: %s', (outcome) => {
    expect(told({ outcome })).toBe(messages[language].words.auditAction['reset-case.closed'])
  })
})

it('names the store, which is nobody’s to know by its id, in what concerns its clock as well', () => {
  const t = (key: string): string => key
  const words = computed(() => messages.en.words)
  const target = '01a20491-60fd-7000-8e43-81a94b1f9f6c'
  for (const action of ['purge.held', 'clock.confirmed'] as const) {
    expect(targetText({ action, target }, { t, words })).toBe('audit.store')
    expect(targetText({ action, target }, { t, words }, true)).toBe(target)
  }
})
