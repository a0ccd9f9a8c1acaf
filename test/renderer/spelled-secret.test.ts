// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import SpelledSecret from '../../src/renderer/components/SpelledSecret.vue'
import { passwordAlphabets } from '../../src/main/passwords/generator.ts'
import type { Language } from '../../src/renderer/locales/i18n.ts'
import { messages } from '../../src/renderer/locales/i18n.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

const show = (secret: string, language: Language = 'en'): HTMLElement => {
  mountWithDesk(SpelledSecret, { desk: deskOverRpc({}).desk, language, props: { secret, testId: 'shown' } })
  return byTestId('shown')
}
const spelled = (): string[] =>
  [...byTestId('shown-spelled').querySelectorAll('li')].map(({ textContent }) => textContent)

afterEach(() => {
  document.body.innerHTML = ''
})

describe('a secret that is read out', () => {
  it.each([
    'aB3-xY9!kL2',
    'four',
    ' two  blanks ',
    'tab\there',
    '<b>&amp;</b>\\"\'`{}',
    '密码🔑👩‍👧e\u0301x',
    '1',
    'x'.repeat(1024),
  ])('is in the page as it is, whatever stands in it: %j', (secret) => {
    const shown = show(secret)
    expect(shown.textContent).toBe(secret)
    expect(shown.querySelector('b')).toBeNull()
    expect(shown.contains(byTestId('shown-spelled'))).toBe(false)
  })

  it('stands in groups of four, each character marked by what it is', () => {
    const shown = show('aB3-xY9')
    const groups = [...shown.querySelectorAll('.group')]
    expect(groups.map(({ textContent }) => textContent)).toEqual(['aB3-', 'xY9'])
    const kinds = [...shown.querySelectorAll('.letter, .digit, .sign')].map(({ className }) => className)
    expect(kinds).toEqual(['letter', 'letter', 'digit', 'sign', 'letter', 'letter', 'digit'])
  })

  it('marks a blank that is one of its characters, which a gap is not', () => {
    expect([...show('a b\u00a0cd').querySelectorAll('.blank')].map(({ textContent }) => textContent)).toEqual(
      [' ', '\u00a0'],
    )
    document.body.innerHTML = ''
    expect(show('abcdefgh').querySelector('.blank')).toBeNull()
  })

  it.each([
    ['en', ['a, capital B, 3, hyphen', 'space, at sign, 密, ’']],
    ['zh-CN', ['a，大写 B，3，短横线', '空格，艾特符号，密，’']],
  ] as const)('is heard character by character, signs by their names: %s', (language, said) => {
    const shown = show('aB3- @密’', language)
    expect(shown.getAttribute('aria-hidden')).toBe('true')
    expect(spelled()).toEqual(said)
    expect(byTestId('shown-spelled').getAttribute('aria-label')).not.toBe('')
  })

  it('has a name for every sign that the generator takes, and for every other one of a keyboard', () => {
    const signs = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter(
      (sign) => !/[A-Za-z0-9]/.test(sign),
    )
    for (const language of ['en', 'zh-CN'] as const)
      expect(Object.keys(messages[language].words.signName)).toEqual(signs)
    for (const sign of passwordAlphabets.signs) expect(signs).toContain(sign)
  })
})
