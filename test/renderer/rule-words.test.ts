// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import WireDetails from '../../src/renderer/components/WireDetails.vue'
import type { Language } from '../../src/renderer/locales/i18n.ts'
import { ruleEndings, ruleTexts } from '../../src/shared/model/rule-texts.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

const shownIn = (language: Language, rule: string, section = 'section'): string => {
  const outcome = {
    operation: 'openim.login',
    status: 'refused',
    reason: 'malformed-parameter',
    wire: null,
    drift: [],
    rule: { document: 'Latchkey', section, rule },
    exchange: null,
  }
  mountWithDesk(WireDetails, { desk: deskOverRpc({}).desk, language, props: { outcome, open: true } })
  return byTestId('wire-rule').textContent
}
const chinese = /[\u3400-\u9fff]/

afterEach(() => {
  document.body.innerHTML = ''
})

describe('a rule that stopped a request', () => {
  it.each([...ruleTexts, ...ruleEndings.map((ending) => `userID${ending}`)])(
    'has words in either language, whichever its document has: %s',
    (rule) => {
      const inEnglish = shownIn('en', rule)
      expect(inEnglish).not.toMatch(chinese)
      expect(inEnglish).toContain('(Latchkey’s own rule · section)')
      document.body.innerHTML = ''
      const inChinese = shownIn('zh-CN', rule)
      expect(inChinese.replace(/^规则/, '')).toMatch(chinese)
      expect(inChinese).not.toMatch(/[a-z]+ (is|are|and|of|no) [a-z]+/)
      expect(inChinese).toContain('（Latchkey 自身规则 · section）')
    },
  )

  it('names the parameter that it is about', () => {
    expect(shownIn('en', 'actionName 必选:是')).toContain('actionName is required.')
  })

  it('stands where it is kept as the page shows it, and stays as it was on record where nobody words it', () => {
    expect(shownIn('zh-CN', 'token 必填', 'Backends')).toContain('（Latchkey 自身规则 · 后端）')
    document.body.innerHTML = ''
    expect(shownIn('zh-CN', 'A rule of long ago')).toContain('A rule of long ago')
  })
})
