// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { deskKey } from '../../src/renderer/composables/desk.ts'
import RotationPage from '../../src/renderer/features/rotation/RotationPage.vue'
import { messages, type Language } from '../../src/renderer/locales/i18n.ts'
import RotationGoesOn from '../../src/renderer/features/sign-in/RotationGoesOn.vue'
import type { RotationRecord, RotationRowRecord } from '../../src/shared/contract/rotations.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import {
  accessTo,
  byTestId,
  hasTestId,
  mountWithDesk,
  typeInto,
  standingUntilEnd,
} from './support/mount-with-desk.ts'

const languages = ['en', 'zh-CN'] as const
const { words } = messages.en
const none = {
  waiting: 0,
  refused: 0,
  changing: 0,
  confirmed: 0,
  rejected: 0,
  'not-sent': 0,
  'not-applied': 0,
  decided: 0,
  unknown: 0,
  skipped: 0,
}
const planned: RotationRecord = {
  id: 'r1',
  backend: { id: 'b1', name: 'Chat Shanghai', environment: 'production' },
  operator: 'ada',
  state: 'planned',
  running: false,
  stopReason: null,
  passwordLength: 24,
  plannedAt: '2030-01-01T00:00:00.000Z',
  startedAt: null,
  endedAt: null,
  counts: { ...none, waiting: 2, refused: 1 },
}
const row: RotationRowRecord = {
  position: 1,
  accountId: 'a1',
  userID: '7',
  account: 'night-shift',
  nickname: '',
  state: 'waiting',
  reason: null,
  change: null,
  endedAt: null,
}

const open = async (
  rotation: RotationRecord,
  rows: RotationRowRecord[] = [row],
  language: Language = 'en',
  sessionsUntil: string | null = null,
) => {
  const asked: unknown[] = []
  const note =
    (name: string) =>
    ({ input }: { input: unknown }): RotationRecord => {
      asked.push([name, input])
      return rotation
    }
  const { desk } = deskOverRpc({
    rotations: {
      get: on.rotations.get.handler(() => ({
        rotation,
        rows,
        current: rows[0] ?? null,
        sessionsUntil,
        nextAfter: null,
        readAt: '2030-01-01T00:00:00.000Z',
      })),
      start: on.rotations.start.handler(note('start')),
      resume: on.rotations.resume.handler(note('resume')),
      stop: on.rotations.stop.handler(note('stop')),
      abandon: on.rotations.abandon.handler(note('abandon')),
      continueWithRest: on.rotations.continueWithRest.handler(note('go')),
    },
  })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/rotations', name: 'rotations', component: RotationPage },
      { path: '/admins', name: 'admins', component: RotationPage },
      { path: '/rotations/:rotationId', name: 'rotation', component: RotationPage },
    ],
  })
  await router.push('/rotations/r1')
  standingUntilEnd(
    mount(RotationPage, {
      attachTo: document.body,
      global: {
        plugins: [createPinia(), router],
        provide: { [deskKey as symbol]: accessTo(desk, language) },
      },
    }),
  )
  await vi.waitFor(() => byTestId('standing'), 15_000)
  return asked
}
const standing = (): string | undefined => byTestId('standing').dataset['standing']

afterEach(() => {
  document.body.innerHTML = ''
})

describe('the page of a rotation', () => {
  it('begins nothing before the name of the backend stands there, letter by letter', async () => {
    const asked = await open(planned)
    expect(byTestId('standing').textContent).toContain('night-shift')
    byTestId('rotation-start').click()
    await vi.waitFor(() => byTestId('rotation-confirm-name'), 15_000)
    typeInto('rotation-confirm-name', 'chat shanghai')
    byTestId('rotation-confirm-submit').click()
    await flushPromises()
    expect(asked).toEqual([])
    typeInto('rotation-confirm-name', 'Chat Shanghai')
    await vi.waitFor(() => {
      expect(byTestId('rotation-confirm-submit').hasAttribute('disabled')).toBe(false)
    }, 15_000)
    byTestId('rotation-confirm-submit').click()
    await vi.waitFor(() => {
      expect(asked).toEqual([['start', { rotationId: 'r1', confirmation: 'Chat Shanghai' }]])
    }, 15_000)
  })

  it('offers to go on with the rest only after the first, and to stop only while it runs', async () => {
    await open({ ...planned, state: 'first-done', counts: { ...none, confirmed: 1, waiting: 1 } })
    expect(hasTestId('rotation-go')).toBe(true)
    expect(hasTestId('rotation-stop')).toBe(false)
    document.body.innerHTML = ''
    const asked = await open({ ...planned, state: 'rest', running: true })
    expect(hasTestId('rotation-go')).toBe(false)
    byTestId('rotation-stop').click()
    await vi.waitFor(() => {
      expect(asked).toEqual([['stop', { rotationId: 'r1' }]])
    }, 15_000)
  })

  it('lets one that should run, but that nobody is at work on, be resumed', async () => {
    await open({ ...planned, state: 'rest', running: false })
    expect(standing()).toBe('cut-off')
    expect(hasTestId('rotation-resume')).toBe(true)
  })

  it('leads from an unknown account to where its change is settled, until it is', async () => {
    const unknown: RotationRowRecord = {
      ...row,
      state: 'unknown',
      reason: 'timeout',
      change: { id: 'c9', state: 'unknown', settledBy: null },
    }
    const ended = { ...planned, state: 'ended' as const, counts: { ...none, unknown: 1 } }
    await open(ended, [unknown])
    expect(byTestId('rotation-settle').getAttribute('href')).toContain('settle=c9')
    document.body.innerHTML = ''
    const verified = { id: 'c9', state: 'verified', settledBy: null } as const
    await open(ended, [{ ...unknown, state: 'confirmed', change: verified }])
    expect(hasTestId('rotation-settle')).toBe(false)
    expect(byTestId('rotation-account').textContent).toContain('Verified')
    document.body.innerHTML = ''
    await open(ended, [{ ...unknown, state: 'decided', change: { ...verified, settledBy: 'bob' } }])
    expect(byTestId('rotation-account').textContent).toContain('bob decided, without a proof')
    expect(byTestId('rotation-account').textContent).not.toMatch(/Verified|sign-in proved/)
  })

  it.each(languages)(
    'says what becomes of sessions: of a plan what will, of its end what lives on: %s',
    async (language) => {
      const { rotation, words: ofLanguage } = messages[language]
      await open(planned, [row], language)
      expect(byTestId('standing-sessions').textContent).toBe(ofLanguage.sessions['sessions-stay'])
      byTestId('rotation-start').click()
      await vi.waitFor(() => byTestId('rotation-confirm-sessions'), 15_000)
      expect(byTestId('rotation-confirm-sessions').textContent).toBe(ofLanguage.sessions['sessions-stay'])
      document.body.innerHTML = ''
      const until = '2030-04-01T12:00:00.000Z'
      await open({ ...planned, state: 'ended', counts: { ...none, confirmed: 8 } }, [], language, until)
      const told = byTestId('standing-sessions').textContent
      expect(told).toContain('2030')
      expect(told).toMatch(/\b8\b/)
      expect(told.slice(-12)).toBe(rotation.standing.sessionsAfter.slice(-12))
      document.body.innerHTML = ''
      await open({ ...planned, state: 'ended', counts: { ...none, rejected: 8 } }, [], language)
      expect(hasTestId('standing-sessions')).toBe(false)
    },
  )

  it.each(languages)('ends green only where every account was changed and proven: %s', async (language) => {
    const { standing: texts } = messages[language].rotation
    await open({ ...planned, state: 'ended', counts: { ...none, confirmed: 8 } }, [], language)
    expect(byTestId('standing').classList.contains('ok')).toBe(true)
    expect(byTestId('standing').textContent).toContain(texts.endedText)
    for (const state of ['refused', 'rejected', 'not-sent', 'not-applied', 'decided', 'unknown'] as const) {
      document.body.innerHTML = ''
      await open({ ...planned, state: 'ended', counts: { ...none, confirmed: 8, [state]: 2 } }, [], language)
      expect(byTestId('standing').classList.contains('warn')).toBe(true)
      expect(byTestId('standing').textContent).not.toContain(texts.endedText)
      expect(byTestId('standing').textContent).toMatch(/\b2\b/)
    }
  })

  it('counts what was not changed by why, and sends to the rows', async () => {
    const counts = { ...none, confirmed: 7, refused: 1, rejected: 2 }
    await open({ ...planned, state: 'ended', counts })
    expect(byTestId('standing').textContent).toContain(
      '3 were not changed: 1 “Refused here” and 2 “Refused”.',
    )
    expect(byTestId('standing-next').textContent).toContain('See their rows')
  })

  it.each([
    { state: 'rejected', reason: 'wrong-credentials', next: words.reason['wrong-credentials'].next },
    { state: 'rejected', reason: null, next: messages.en.rotation.detail.next.rejected },
    { state: 'not-sent', reason: 'connection-failed', next: words.reason['connection-failed'].next },
    { state: 'refused', reason: 'change-open', next: words.rotationRefusal['change-open'].next },
    { state: 'unknown', reason: 'timeout', next: messages.en.rotation.detail.next.unknown },
    { state: 'skipped', reason: null, next: messages.en.rotation.detail.next.skipped },
  ] as const)('says in the row what to do next: $state, $reason', async ({ state, reason, next }) => {
    await open({ ...planned, state: 'ended' }, [{ ...row, state, reason }])
    expect(byTestId('rotation-next').textContent).toBe(next)
  })

  it('asks for nothing where an account was changed', async () => {
    await open({ ...planned, state: 'ended' }, [{ ...row, state: 'confirmed' }])
    expect(hasTestId('rotation-next')).toBe(false)
  })
})

describe('the lock page', () => {
  it.each([true, false])('says that a rotation goes on, if one does: %s', async (rotationRunning) => {
    let asked = 0
    const { desk } = deskOverRpc({
      session: {
        status: on.session.status.handler(() => {
          asked += 1
          return {
            product: { version: '0', door: 'browser' as const },
            store: { state: 'ready' as const, path: '/x' },
            operator: null,
            rotationRunning,
            recoveryKeyUnproven: false,
            exchanged: null,
            preferences: { language: null, theme: 'system' as const },
            idleLockMs: 600_000,
            clipboardMs: 30_000,
          }
        }),
      },
    })
    mountWithDesk(RotationGoesOn, { desk })
    await vi.waitFor(() => {
      expect(asked).toBe(1)
      expect(hasTestId('rotation-goes-on')).toBe(rotationRunning)
    }, 15_000)
  })
})
