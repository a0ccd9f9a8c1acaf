// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import SelectionBar from '../../src/renderer/features/rotation/SelectionBar.vue'
import StandingPanel from '../../src/renderer/features/rotation/StandingPanel.vue'
import { useSelection } from '../../src/renderer/features/rotation/use-selection.ts'
import type { RotationRecord } from '../../src/shared/contract/rotations.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

const firstDone: RotationRecord = {
  id: 'r1',
  backend: { id: 'b1', name: 'Chat Shanghai', environment: 'production' },
  operator: 'ada',
  state: 'first-done',
  running: false,
  stopReason: null,
  passwordLength: 24,
  plannedAt: '2030-01-01T00:00:00.000Z',
  startedAt: '2030-01-01T00:01:00.000Z',
  endedAt: null,
  counts: {
    waiting: 2,
    refused: 0,
    changing: 0,
    confirmed: 1,
    rejected: 0,
    'not-sent': 0,
    'not-applied': 0,
    decided: 0,
    unknown: 0,
    skipped: 0,
  },
}
const { desk } = deskOverRpc({})

afterEach(() => {
  document.body.innerHTML = ''
})

describe('the keyboard, when the button under it goes with what a rotation stands at', () => {
  const rotation = shallowRef(firstDone)
  beforeEach(() => {
    rotation.value = firstDone
    mountWithDesk(
      defineComponent(() => () => [
        h('input', { 'data-testid': 'elsewhere' }),
        h(StandingPanel, {
          rotation: rotation.value,
          current: null,
          sessionsUntil: null,
          isAsking: false,
          error: null,
        }),
      ]),
      { desk },
    )
  })

  it('goes on at what is said instead', async () => {
    byTestId('rotation-go').focus()
    rotation.value = { ...firstDone, state: 'rest', running: true }
    await flushPromises()
    expect(hasTestId('rotation-go')).toBe(false)
    expect(document.activeElement).toBe(byTestId('standing').querySelector('h2'))
  })

  it('stays where it has gone meanwhile', async () => {
    byTestId('rotation-go').focus()
    byTestId('elsewhere').focus()
    rotation.value = { ...firstDone, state: 'rest', running: true }
    await flushPromises()
    expect(document.activeElement).toBe(byTestId('elsewhere'))
  })
})

it('leads from choosing all that match to taking it back, and from there to the choice', async () => {
  mountWithDesk(
    defineComponent(() => {
      const selection = useSelection(
        () => [{ id: 'a' }, { id: 'b' }],
        () => 7,
        () => 'all',
      )
      return () => h(SelectionBar, { selection, total: 7, isTotalExact: true, isPlanning: false, length: 20 })
    }),
    { desk },
  )
  byTestId('choose-all').click()
  await flushPromises()
  expect(hasTestId('choose-all')).toBe(false)
  expect(document.activeElement).toBe(byTestId('choose-none'))
  byTestId('choose-none').click()
  await flushPromises()
  expect(document.activeElement).toBe(byTestId('choose-page'))
})
