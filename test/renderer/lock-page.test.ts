// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { usePreferences } from '../../src/renderer/composables/preferences.ts'
import { useSession } from '../../src/renderer/composables/session.ts'
import SignInPage from '../../src/renderer/features/sign-in/SignInPage.vue'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'
import { statusWith } from './support/status.ts'

/*
 * A rotation keeps the keys of accounts and backends through a lock. Whoever locks the desk and walks away has to be told:
 * by the lock page itself, for as long as it is so and no longer.
 */

let running = false
let preferred: 'en' | 'zh-CN' = 'en'
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
  document.body.innerHTML = ''
})

const { desk } = deskOverRpc({
  session: {
    status: on.session.status.handler(() => statusWith({ rotationRunning: running })),
    lock: on.session.lock.handler(() => undefined),
  },
})
/** Is the page that stands there once an operator has locked the desk. */
const LockPage = defineComponent(() => {
  const session = useSession()
  session.began({ id: 'a', name: 'ada', role: 'administrator', mustChange: false })
  usePreferences().chosenLanguage = preferred
  void session.lock('by-hand')
  return () => h(SignInPage)
})
const lock = async (language: 'en' | 'zh-CN' = 'en'): Promise<() => void> => {
  preferred = language
  const close = mountWithDesk(LockPage, {
    desk,
    language,
    routes: ['sign-in', 'overview', 'forgot-password'],
  })
  await vi.waitFor(() => {
    expect(hasTestId('lock-page')).toBe(true)
  })
  await flushPromises()
  return close
}
const told = (): string | undefined =>
  hasTestId('rotation-goes-on') ? byTestId('rotation-goes-on').textContent.trim() : undefined

describe('the lock page', () => {
  it.each([
    ['en', 'A rotation goes on behind this lock. It ends or stops by itself; sign in to watch or stop it.'],
    ['zh-CN', '锁定期间有轮换正在进行，它会自行完成或停止；登录后可查看或停止。'],
  ] as const)('says that a rotation goes on behind it, in %s, until it has ended', async (language, text) => {
    running = true
    const close = await lock(language)
    await vi.waitFor(() => {
      expect(told()).toBe(text)
    })
    expect(byTestId('rotation-goes-on').getAttribute('role')).toBe('status')
    running = false
    await vi.waitFor(() => {
      vi.advanceTimersByTime(3000)
      expect(told()).toBeUndefined()
    })
    close()
  })

  it('says nothing of a rotation where none goes on', async () => {
    running = false
    const close = await lock()
    expect(told()).toBeUndefined()
    close()
  })
})
