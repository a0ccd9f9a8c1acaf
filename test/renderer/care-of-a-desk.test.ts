// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import CopyFailure from '../../src/renderer/features/audit/CopyFailure.vue'
import VerifyReport from '../../src/renderer/features/audit/VerifyReport.vue'
import OperatorDrawer from '../../src/renderer/features/operators/OperatorDrawer.vue'
import { standingsOf, type ListedOperator } from '../../src/renderer/features/operators/standing.ts'
import ProtectionSection from '../../src/renderer/features/settings/ProtectionSection.vue'
import { messages } from '../../src/renderer/locales/i18n.ts'
import type { AuditReport } from '../../src/shared/contract/audit.ts'
import { defaultDeskSettings } from '../../src/shared/model/desk-settings.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const report: AuditReport = {
  verdict: 'tampered',
  events: 40,
  bad: [],
  structure: [],
  checkpoints: 2,
  unsignedTail: 0,
  tail: [],
  newestAnchorAt: null,
  newestAnchorAgeMs: null,
  key: 'own',
  rowMacs: 'checked',
  unproven: [],
  badRows: [],
}
const listed: ListedOperator = {
  id: 'o1',
  name: 'lin',
  role: 'support',
  createdAt: '2026-01-01T00:00:00.000Z',
  disabledAt: null,
  mustChange: false,
  oneTimeUntil: null,
  lockedUntil: null,
  lastSignIn: null,
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('the report of a verification', () => {
  it.each([
    ['en', 'but rows were changed', 'it was put back to an older content'],
    ['zh-CN', '但有数据行被外部改动', '被退回较早的内容'],
  ] as const)('does not blame a chain that holds for edited rows, in %s', (language, heading, why) => {
    const { desk } = deskOverRpc({})
    const badRows = [{ table: 'backends', row: 'b1', fault: 'rollback' as const }]
    mountWithDesk(VerifyReport, { desk, language, props: { report: { ...report, badRows } } })
    expect(byTestId('audit-verdict').textContent).toContain(heading)
    expect(byTestId('audit-bad-rows').textContent).toContain(messages[language].audit.verify.table.backends)
    expect(byTestId('audit-bad-rows').textContent).toContain(why)
    expect(hasTestId('audit-bad-ranges')).toBe(false)
  })

  it('names tables that differ, ranges and what is not signed yet, also with an action it does not know', () => {
    const { desk } = deskOverRpc({})
    const given: AuditReport = {
      ...report,
      bad: [{ from: 3, to: 5, reason: 'gap' }],
      unproven: [{ from: 1, to: 2 }],
      structure: [{ object: 'audit_events_no_update', fault: 'missing' }],
      unsignedTail: 9,
      tail: [
        { seq: 32, at: '2026-01-01T00:00:00.000Z', actor: 'ada', action: 'operator.disabled', target: 'lin' },
        { seq: 33, at: '2026-01-01T00:00:00.000Z', actor: 'ada', action: 'some.future', target: 'lin' },
      ],
    }
    mountWithDesk(VerifyReport, { desk, props: { report: given } })
    expect(byTestId('audit-verdict').textContent).toContain('The chain was changed from outside')
    expect(byTestId('audit-bad-ranges').textContent).toContain('Events 3 to 5')
    expect(byTestId('audit-bad-unproven').textContent).toMatch(/no signature reaches them.*Events 1 to 2$/)
    expect(byTestId('audit-bad-structure').textContent).toContain('audit_events_no_update: is missing')
    expect(byTestId('audit-tail').textContent).toContain('Operator disabled')
    expect(byTestId('audit-tail').textContent).toContain('some.future')
    expect(byTestId('audit-tail').textContent).toContain('The first 2 of them')
  })

  it('does not speak of another file as of the store that is worked in', () => {
    const { desk } = deskOverRpc({})
    const bad = [{ from: 3, to: 5, reason: 'gap' as const }]
    const next = (isCopy: boolean, verdict: AuditReport['verdict']): string => {
      const unmount = mountWithDesk(VerifyReport, {
        desk,
        props: { report: { ...report, verdict, bad }, isCopy },
      })
      const text = byTestId('audit-verdict').textContent
      unmount()
      return text
    }
    expect(next(false, 'tampered')).toContain('Do not go on working in this store')
    expect(next(true, 'tampered')).toContain('Ask where it came from')
    expect(next(true, 'tampered')).not.toContain('working in this store')
    expect(next(false, 'unreadable')).toContain('restore the last backup')
    expect(next(true, 'unreadable')).toContain('Have it copied again')
  })

  it('says of no chain that signatures cover it where they do not reach some events', () => {
    const { desk } = deskOverRpc({})
    const given: AuditReport = {
      ...report,
      verdict: 'tampered',
      unproven: [{ from: 4, to: 4 }],
      unsignedTail: 0,
    }
    mountWithDesk(VerifyReport, { desk, props: { report: given } })
    expect(byTestId('audit-bad-unproven').textContent).toMatch(/Event 4$/)
    expect(byTestId('audit-verdict').textContent).not.toContain('is covered by a signature')
  })
})

describe('another file that cannot be verified', () => {
  it('is not spoken of as the store that is worked in', async () => {
    const { desk } = deskOverRpc({
      audit: {
        openCopy: on.audit.openCopy.handler(({ errors }) => {
          throw errors.STORE_UNAVAILABLE({ data: { problem: 'not-a-store', holder: null } })
        }),
      },
    })
    const error: unknown = await desk.audit.openCopy({ path: '/tmp/x' }).then(
      () => null,
      (failure: unknown) => failure,
    )
    mountWithDesk(CopyFailure, { desk, props: { error } })
    expect(byTestId('copy-failure').textContent).toContain('no store and no copy of one')
    expect(byTestId('copy-failure').textContent).not.toContain('Reload')
  })
})

describe('how an operator stands', () => {
  it.each([
    [{}, ['active']],
    [{ mustChange: true }, ['mustChange']],
    [{ mustChange: true, lockedUntil: '2026-01-01T00:00:00.000Z' }, ['locked', 'mustChange']],
    [{ disabledAt: '2026-01-01T00:00:00.000Z', lockedUntil: '2026-01-01T00:00:00.000Z' }, ['disabled']],
  ])('%j: %j', (patch, standings) => {
    expect(standingsOf({ ...listed, ...patch })).toEqual(standings)
  })
})

describe('the one-time password of an operator', () => {
  it.each([
    ['en', 3_600_000, 'holds until'],
    ['zh-CN', 3_600_000, '有效期至'],
    ['en', -3_600_000, 'gives them another'],
    ['zh-CN', -3_600_000, '失效'],
  ] as const)('is shown with its end, before and after it: %s, %d', (language, away, said) => {
    const oneTimeUntil = new Date(Date.now() + away).toISOString()
    mountWithDesk(OperatorDrawer, {
      desk: deskOverRpc({}).desk,
      language,
      props: { operator: { ...listed, mustChange: true, oneTimeUntil } },
    })
    expect(byTestId('operator-why').textContent).toContain(said)
    expect(byTestId('operator-why').textContent).toContain(String(new Date(oneTimeUntil).getFullYear()))
  })

  it('is not spoken of where there is none', () => {
    mountWithDesk(OperatorDrawer, { desk: deskOverRpc({}).desk, props: { operator: listed } })
    expect(hasTestId('operator-why')).toBe(false)
  })
})

describe('a part of the settings', () => {
  const mountPart = (faults: 'idleLockMs'[] = []) => {
    const asked: unknown[] = []
    const { desk } = deskOverRpc({
      settings: {
        update: on.settings.update.handler(({ input }) => {
          asked.push(input)
          return { settings: defaultDeskSettings, faults: [] }
        }),
      },
    })
    mountWithDesk(ProtectionSection, { desk, props: { view: { settings: defaultDeskSettings, faults } } })
    return asked
  }
  const save = (): HTMLButtonElement => byTestId('settings-protection-save') as HTMLButtonElement

  it('is saved whole in milliseconds, and only once something differs', async () => {
    const asked = mountPart()
    expect(save().disabled).toBe(true)
    typeInto('settings-idle', '20')
    typeInto('settings-clipboard', '45')
    await flushPromises()
    expect(save().disabled).toBe(false)
    save().click()
    await flushPromises()
    expect(asked).toEqual([
      { idleLockMs: 1_200_000, clipboardMs: 45_000, hashingCost: 12, settleMs: 120_000 },
    ])
  })

  it('cannot be saved while a field is empty, nor with half a minute', async () => {
    const asked = mountPart()
    typeInto('settings-idle', '')
    await flushPromises()
    expect(save().disabled).toBe(true)
    typeInto('settings-idle', '1.5')
    await flushPromises()
    expect(save().disabled).toBe(true)
    expect(asked).toEqual([])
  })

  it('can be put right by saving it as it is, where it was edited from outside', async () => {
    const asked = mountPart(['idleLockMs'])
    expect(document.querySelector('[role=alert]')?.textContent).toContain('edited from outside')
    expect(save().disabled).toBe(false)
    save().click()
    await flushPromises()
    expect(asked).toHaveLength(1)
  })
})
