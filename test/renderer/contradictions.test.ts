// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import ContradictionDrawer from '../../src/renderer/features/contradictions/ContradictionDrawer.vue'
import { contradictionsInChinese } from '../../src/renderer/features/contradictions/in-chinese.ts'
import { lastMet, timesMet } from '../../src/renderer/features/contradictions/met.ts'
import type { ContradictionRecord } from '../../src/shared/contract/contradictions.ts'
import { contradictions } from '../../src/shared/model/contradictions.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { mountWithDesk } from './support/mount-with-desk.ts'

const record = (
  at: number,
  seen: [backendId: string, lastAt: string, times: number][],
): ContradictionRecord => {
  const found = contradictions[at]
  if (found === undefined) throw new Error('no such contradiction')
  const { id, system, operations, readings, decision } = found
  return {
    id,
    system,
    operations: [...operations],
    readings: [...readings],
    decision,
    visible: true,
    seen: seen.map(([backendId, lastAt, times]) => ({
      backendId,
      backendName: backendId === 'gone' ? null : backendId,
      environment: backendId === 'gone' ? null : 'production',
      firstAt: '2026-01-01T00:00:00.000Z',
      lastAt,
      times,
    })),
  }
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('the ledger of contradictions', () => {
  it.each(contradictions.map((one) => [one.id, one] as const))(
    'says in Chinese as much as in English: %s',
    (id, { readings, decision }) => {
      const translated = contradictionsInChinese[id]
      expect(translated.says).toHaveLength(readings.length)
      for (const text of [...translated.says, translated.decision]) expect(text).toMatch(/[\u4e00-\u9fff]/)
      // A number that a document gives must not be lost.
      const numbers = (text: string): string[] => [...text.matchAll(/\b\d{3,}\b/g)].map(([one]) => one).sort()
      readings.forEach(({ says }, at) => {
        expect(numbers(translated.says[at] ?? '')).toEqual(expect.arrayContaining(numbers(says)))
      })
      expect(numbers(translated.decision)).toEqual(expect.arrayContaining([...new Set(numbers(decision))]))
    },
  )

  it('counts over all backends, and knows when it was met last', () => {
    const never = record(0, [])
    const long = record(1, [['a', '2026-02-01T00:00:00.000Z', 2]])
    const lately = record(2, [
      ['a', '2026-01-15T00:00:00.000Z', 3],
      ['b', '2026-03-01T00:00:00.000Z', 1],
    ])
    expect([never, long, lately].map(timesMet)).toEqual([0, 2, 4])
    expect([never, long, lately].map(lastMet)).toEqual([
      null,
      '2026-02-01T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
    ])
  })

  it.each(['en', 'zh-CN'] as const)('names the document of each reading, in %s', async (language) => {
    const { desk } = deskOverRpc({})
    const contradiction = record(0, [['gone', '2026-02-01T00:00:00.000Z', 2]])
    mountWithDesk(ContradictionDrawer, {
      desk,
      language,
      props: { contradiction },
      routes: ['contradictions', 'exchanges'],
    })
    await flushPromises()
    for (const { document: name, section } of contradiction.readings) {
      expect(document.body.textContent).toContain(`${name} · ${section}`)
    }
    expect(document.body.textContent).toContain(
      language === 'en' ? contradiction.decision : contradictionsInChinese[contradiction.id].decision,
    )
    expect(document.body.textContent).toContain(language === 'en' ? 'removed backend' : '已移除的后端')
  })
})
