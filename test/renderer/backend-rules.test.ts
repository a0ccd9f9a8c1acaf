// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { afterEach, describe, expect, it } from 'vitest'
import FailureNotice from '../../src/renderer/components/FailureNotice.vue'
import type { Language } from '../../src/renderer/locales/i18n.ts'
import { addressRules, backendSettingRules } from '../../src/shared/model/backend-rules.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

const told = (code: string, rule: string, language: Language): string => {
  const error = new ORPCError(code, { status: 422, data: { rule } })
  const unmount = mountWithDesk(FailureNotice, { desk: deskOverRpc({}).desk, props: { error }, language })
  const text = byTestId('failure').querySelector('.what')?.textContent ?? ''
  unmount()
  return text
}
const all = [
  ...addressRules.map((rule) => ['ADDRESS_REFUSED', rule] as const),
  ...backendSettingRules.map((rule) => ['BACKEND_SETTING_REFUSED', rule] as const),
]

afterEach(() => {
  document.body.innerHTML = ''
})

describe.each(['en', 'zh-CN'] as const)('a refused address or setting, in %s,', (language) => {
  it('is told by its rule in words of its own', () => {
    const texts = all.map(([code, rule]) => told(code, rule, language))
    expect(new Set(texts).size).toBe(all.length)
    for (const text of texts) expect(text).not.toMatch(/\{|undefined|\.\.|。。/)
  })
})

it('is told in Chinese without a sentence in English', () => {
  for (const [code, rule] of all) {
    expect(told(code, rule, 'zh-CN'), rule).not.toMatch(/[a-z]{2,},? [a-z]{2,} [a-z]{2,}/i)
    expect(told(code, rule, 'zh-CN'), rule).toMatch(/。未作任何改动。$/)
  }
})
