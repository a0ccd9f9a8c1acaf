// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import RuleList from '../../src/renderer/components/RuleList.vue'
import { placeText } from '../../src/renderer/components/place-text.ts'
import type { Language } from '../../src/renderer/locales/i18n.ts'
import { servedRules } from '../../src/shared/model/served-rules.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

const chinese = /[㐀-鿿]/
const places = Object.values(servedRules).flat()

let close = (): void => undefined
afterEach(() => {
  close()
  Reflect.deleteProperty(navigator, 'language')
})

describe('the place of a rule in its document', () => {
  it.each(places)(
    'has English names in an English page, and its own beside them: $document · $section',
    (place) => {
      const own = `${place.document} · ${place.section}`
      const { shown, section, original } = placeText(place, 'en')
      expect(shown).not.toMatch(chinese)
      expect(shown.endsWith(` · ${section}`)).toBe(true)
      expect(original).toBe(own)
      expect(placeText(place, 'zh-CN')).toEqual({ shown: own, section: place.section, original: null })
    },
  )

  it('stays as it is where the document has no other name', () => {
    const place = { document: 'RFC 9110', section: '5.5 Field Values' }
    expect(placeText(place, 'en')).toEqual({
      shown: 'RFC 9110 · 5.5 Field Values',
      section: '5.5 Field Values',
      original: null,
    })
  })
})

describe('the list of rules', () => {
  const documented = {
    document: '修改管理员密码',
    section: '3. 请求参数 · 字段约束',
    rule: 'userID 不能为空。',
  }
  const listIn = (language: Language, rules: readonly object[]): HTMLElement => {
    Object.defineProperty(navigator, 'language', { configurable: true, value: language })
    const props = { rules, waiting: { current: false, next: false } }
    close = mountWithDesk(RuleList, { desk: deskOverRpc({}).desk, language, props })
    return byTestId('rule-list')
  }
  const shownIn = (language: Language): HTMLElement =>
    listIn(language, [{ id: 'userid-present', ok: true, severity: 'stops', source: documented }])

  it.each([
    [
      'en',
      '3. Fields',
      ['Admin password change · 3. Fields', '修改管理员密码 · 3. 请求参数 · 字段约束', 'userID 不能为空。'],
    ],
    ['zh-CN', '3. 请求参数 · 字段约束', ['修改管理员密码 · 3. 请求参数 · 字段约束', 'userID 不能为空。']],
  ] as const)(
    'names the section beside a rule, and the whole place where the keyboard comes to: %s',
    (language, section, whole) => {
      const source = shownIn(language).querySelector<HTMLElement>('.source')
      expect(source?.textContent).toBe(section)
      const box = byTestId('rule-sources')
      expect([...box.querySelectorAll('p, li li')].map(({ textContent }) => textContent.trim())).toEqual(
        whole,
      )
      box.querySelector('summary')?.focus()
      expect(document.activeElement).toBe(box.querySelector('summary'))
    },
  )

  it('names a place once for all the rules that stand there', () => {
    const second = { ...documented, rule: 'newPassword 不能为空。' }
    listIn('zh-CN', [
      { id: 'userid-present', ok: true, severity: 'stops', source: documented },
      { id: 'new-present', ok: true, severity: 'stops', source: second },
    ])
    const box = byTestId('rule-sources')
    expect(box.querySelectorAll('p')).toHaveLength(1)
    expect([...box.querySelectorAll('li li')].map(({ textContent }) => textContent)).toEqual([
      'userID 不能为空。',
      'newPassword 不能为空。',
    ])
  })

  it.each([
    ['en', 'Latchkey’s own rule'],
    ['zh-CN', 'Latchkey 自身规则'],
  ] as const)('calls every rule of our own by one name: %s', (language, name) => {
    const source = {
      document: 'Latchkey',
      section: 'openim.changePassword',
      rule: 'At most 1,024 characters.',
    }
    const list = listIn(language, [
      { id: 'length-at-most-1024', ok: true, severity: 'stops', source },
      { id: 'not-weak', ok: true, severity: 'warns', source: null },
    ])
    const sources = [...list.querySelectorAll('.source')].map(({ textContent }) => textContent.trim())
    expect(sources).toEqual([name, name])
    expect(hasTestId('rule-sources')).toBe(false)
  })
})
