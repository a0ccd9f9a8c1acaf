// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import CaseSteps from '../../src/renderer/features/resets/CaseSteps.vue'
import { proofTime } from '../../src/renderer/features/resets/proof-time.ts'
import { useProof } from '../../src/renderer/features/resets/use-proof.ts'
import type { ResetCase } from '../../src/shared/contract/reset-desk.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'
import { iso, now, sentCase } from './support/reset-case.ts'

const closed = (outcome: 'resolved' | 'untold'): ResetCase => ({
  ...sentCase,
  state: outcome,
  closedBy: 'sam',
  closedAt: iso(0),
  steps: [{ at: iso(0), operator: 'sam', step: 'closed', detail: { result: 'done', outcome } }],
})
/** Writes the proof of a case as the page does. */
const proofOf = (one: ResetCase, language: 'en' | 'zh-CN'): string[] => {
  let lines: string[] = []
  const page = defineComponent({
    setup() {
      lines = useProof()(one)
      return () => h('div')
    },
  })
  mountWithDesk(page, { desk: deskOverRpc({}).desk, language })
  return lines
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('a time of a proof', () => {
  it.each([
    [0, '2026-03-01 10:00:00 +00:00 (2026-03-01 10:00:00 UTC)'],
    [8 * 60, '2026-03-01 18:00:00 +08:00 (2026-03-01 10:00:00 UTC)'],
    [14 * 60, '2026-03-02 00:00:00 +14:00 (2026-03-01 10:00:00 UTC)'],
    [5 * 60 + 45, '2026-03-01 15:45:00 +05:45 (2026-03-01 10:00:00 UTC)'],
    [-(3 * 60 + 30), '2026-03-01 06:30:00 -03:30 (2026-03-01 10:00:00 UTC)'],
    [-11 * 60, '2026-02-28 23:00:00 -11:00 (2026-03-01 10:00:00 UTC)'],
  ])('stands as it was there, %d minutes from UTC, and in UTC', (offset, text) => {
    expect(proofTime('2026-03-01T10:00:00.123Z', offset)).toBe(text)
  })
})

describe.each(['en', 'zh-CN'] as const)('the proof of a request, in %s,', (language) => {
  it('gives a step the local time with its offset, and UTC beside it', () => {
    const line = proofOf(closed('resolved'), language).find((one) => one.includes('sam'))
    const [, date, time, offset, utc] =
      /^(\S+) (\S+) ([+-]\d\d:\d\d) \((.*) UTC\) {2}sam {2}/.exec(line ?? '') ?? []
    expect(utc).toBe('2026-03-01 10:00:00')
    expect(Date.parse(`${date ?? ''}T${time ?? ''}${offset ?? ''}`)).toBe(now)
  })

  it('says that nobody was told the new password where that is how it ended', () => {
    const [untold, resolved] = (['untold', 'resolved'] as const).map((end) =>
      proofOf(closed(end), language).join('\n'),
    )
    const words = language === 'en' ? /Set, not told[^]*nobody has seen it/ : /已设置未告知[^]*无人看过/
    expect(untold).toMatch(words)
    expect(resolved).not.toMatch(words)
  })
})

it('a request that was closed untold says what the caller needs, and one that is resolved does not', async () => {
  for (const end of ['untold', 'resolved'] as const) {
    const props = { one: closed(end), now }
    const unmount = mountWithDesk(CaseSteps, { desk: deskOverRpc({}).desk, props, routes: ['resets'] })
    await flushPromises()
    expect(hasTestId('reset-ended-untold')).toBe(end === 'untold')
    if (end === 'untold')
      expect(byTestId('reset-ended-untold').textContent).toMatch(/cannot sign in.*new request/)
    unmount()
  }
})
