// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest'
import ChangeProgress from '../../src/renderer/features/admins/ChangeProgress.vue'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

afterEach(() => {
  document.body.innerHTML = ''
})

it.each(['en', 'zh-CN'] as const)('says how long a change has taken, and promises no end: %s', (language) => {
  const props = { startedAt: Date.now() - 75_500 }
  mountWithDesk(ChangeProgress, { desk: deskOverRpc({}).desk, language, props })
  expect(byTestId('change-progress').textContent).toMatch(/\b75 ?(s|秒)/)
  expect(byTestId('change-progress').textContent).not.toMatch(/\b(30|60)\b/)
  expect(byTestId('change-progress').querySelector('progress')?.hasAttribute('value')).toBe(false)
})
