// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest'
import RequestDetails from '../../src/renderer/features/built-in/RequestDetails.vue'
import RequestsCard from '../../src/renderer/features/built-in/RequestsCard.vue'
import { messages, type Language } from '../../src/renderer/locales/i18n.ts'
import { isServedRule, servedRules, type ServedRule } from '../../src/shared/model/served-rules.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

const at = '2026-01-01T00:00:00.000Z'
const row = (id: number, rule: ServedRule | null) => ({
  ...{ id, at, method: 'POST', path: '/user', httpStatus: 200, durationMs: 1 },
  ...{ request: 'phone: 1', response: 'status: 15007', rule },
})
const rules = Object.keys(servedRules).filter(isServedRule)
const texts = (id: string): string[] =>
  [...document.querySelectorAll(`[data-testid="${id}"]`)].map((one) => one.textContent.trim())

afterEach(() => {
  document.body.innerHTML = ''
})

describe('a request’s details', () => {
  const shownIn = (language: Language, rule: ServedRule | null): string => {
    document.body.innerHTML = ''
    mountWithDesk(RequestDetails, { desk: deskOverRpc({}).desk, language, props: { row: row(1, rule) } })
    return byTestId('request-reason').textContent
  }

  it.each(rules)('say in both languages what the rule is, what it means and where it stands: %s', (rule) => {
    for (const language of ['en', 'zh-CN'] as const) {
      const shown = shownIn(language, rule)
      expect(shown).toContain(messages[language].words.servedRule[rule])
      expect(shown).toContain(messages[language].words.servedReason[rule])
      const sources = texts('rule-source')
      expect(sources).toHaveLength(Math.max(1, servedRules[rule].length))
      for (const [index, { document, section }] of servedRules[rule].entries()) {
        expect(sources[index]).toContain(`${document} · ${section}`)
      }
    }
    expect(messages['zh-CN'].words.servedRule[rule]).toMatch(/[\u3400-\u9fff]/)
    expect(messages['zh-CN'].words.servedReason[rule]).toMatch(/[\u3400-\u9fff]/)
    expect(messages.en.words.servedReason[rule]).not.toMatch(/[\u3400-\u9fff]/)
  })

  it('say that a rule is ours, and of a request without one that none is recorded', () => {
    expect(shownIn('en', 'shuidi.time-off')).toContain('no document')
    expect(shownIn('en', 'shuidi.signature')).not.toContain('no document')
    expect(shownIn('en', null)).toContain('not recorded')
    expect(texts('rule-source')).toEqual([])
  })
})

describe('the requests of one rule', () => {
  const asked: (string | undefined)[] = []
  const { desk } = deskOverRpc({
    builtIn: {
      requests: on.builtIn.requests.handler(({ input }) => {
        asked.push(input.rule)
        const all = [row(3, 'shuidi.signature'), row(2, 'nobase.account-locked'), row(1, null)]
        return {
          rows: all.filter(({ rule }) => input.rule === undefined || rule === input.rule),
          rules: [
            { rule: 'shuidi.signature', count: 1 },
            { rule: 'nobase.account-locked', count: 1 },
          ],
          nextBefore: null,
          readAt: at,
        }
      }),
    },
  })

  it('are what is left when it is chosen, and all come back', async () => {
    mountWithDesk(RequestsCard, { desk, routes: ['built-in'] })
    await vi.waitFor(() => {
      expect(texts('request-rule')).toEqual(['Signature does not fit', 'Account locked', 'not recorded'])
    }, 15_000)
    const select = document.querySelector<HTMLSelectElement>('select[data-testid="filter-rule"]')
    if (select === null) throw new Error('no filter')
    expect([...select.options].map(({ text }) => text)).toEqual([
      'Rule: Any',
      'shuidi · Signature does not fit (1)',
      'nobase · Account locked (1)',
    ])
    select.value = 'nobase.account-locked'
    select.dispatchEvent(new Event('change'))
    await vi.waitFor(() => {
      expect(texts('request-rule')).toEqual(['Account locked'])
    }, 15_000)
    expect(asked.at(-1)).toBe('nobase.account-locked')
    expect(hasTestId('clear-filters')).toBe(true)
    byTestId('clear-filters').click()
    await vi.waitFor(() => {
      expect(texts('request-rule')).toHaveLength(3)
    }, 15_000)
    expect(asked.at(-1)).toBeUndefined()
  })
})
