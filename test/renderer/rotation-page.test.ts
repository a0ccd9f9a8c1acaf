// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { deskKey } from '../../src/renderer/composables/desk.ts'
import RotationPage from '../../src/renderer/features/rotation/RotationPage.vue'
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

const none = {
  waiting: 0,
  refused: 0,
  changing: 0,
  confirmed: 0,
  rejected: 0,
  'not-sent': 0,
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

const open = async (rotation: RotationRecord, rows: RotationRowRecord[] = [row]) => {
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
      global: { plugins: [createPinia(), router], provide: { [deskKey as symbol]: accessTo(desk) } },
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
      change: { id: 'c9', state: 'unknown' },
    }
    const ended = { ...planned, state: 'ended' as const, counts: { ...none, unknown: 1 } }
    await open(ended, [unknown])
    expect(byTestId('rotation-settle').getAttribute('href')).toContain('settle=c9')
    document.body.innerHTML = ''
    await open(ended, [{ ...unknown, change: { id: 'c9', state: 'verified' } }])
    expect(hasTestId('rotation-settle')).toBe(false)
    expect(byTestId('rotation-account').textContent).toContain('Verified')
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
