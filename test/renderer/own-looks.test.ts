// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { afterEach, expect, it } from 'vitest'
import { deskKey } from '../../src/renderer/composables/desk.ts'
import { usePreferences } from '../../src/renderer/composables/preferences.ts'
import SignInPage from '../../src/renderer/features/sign-in/SignInPage.vue'
import type { Status } from '../../src/renderer/composables/session.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { accessTo, byTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'
import { statusWith } from './support/status.ts'

type Looks = Status['preferences']

const lastUsed: Looks = { language: 'en', theme: 'dark' }
const ada = { id: 'a', name: 'ada', role: 'administrator' as const, mustChange: false }
const statusOf = (store: Status['store'], operator: Status['operator'], preferences: Looks): Status =>
  statusWith({ store, operator, preferences })
const ready = { state: 'ready', path: '/a/store' } as const
const shown = () => [document.documentElement.lang, document.documentElement.dataset['theme']]

let close = (): void => undefined
afterEach(() => {
  close()
})

it.each<{ own: Looks; then: string[] }>([
  { own: { language: 'zh-CN', theme: 'light' }, then: ['zh-CN', 'light'] },
  { own: { language: null, theme: 'system' }, then: ['en', 'light'] },
])('the page looks as whoever signs in chose it, here $then', async ({ own, then }) => {
  let operator: Status['operator'] = null
  const { desk } = deskOverRpc({
    session: {
      status: on.session.status.handler(() => statusOf(ready, operator, operator === null ? lastUsed : own)),
      setPreferences: on.session.setPreferences.handler(() => lastUsed),
      signIn: on.session.signIn.handler(() => (operator = ada)),
    },
  })
  close = mountWithDesk(SignInPage, { desk, routes: ['sign-in', 'overview', 'forgot-password'] })
  await usePreferences().follow()
  expect(shown()).toEqual(['en', 'dark'])
  typeInto('sign-in-name', 'ada')
  typeInto('sign-in-password', 'a password')
  await flushPromises()
  byTestId('sign-in-submit').click()
  await expect.poll(shown).toEqual(then)
})

it('keeps what was chosen on the first run, while no store could have kept it', async () => {
  const { desk } = deskOverRpc({
    session: {
      status: on.session.status.handler(() =>
        statusOf({ state: 'none', path: '/a/store' }, null, { language: null, theme: 'system' }),
      ),
      setPreferences: on.session.setPreferences.handler(() => ({ language: null, theme: 'system' as const })),
    },
  })
  const app = createApp({})
  const pinia = createPinia()
  app.use(pinia)
  app.provide(deskKey, accessTo(desk))
  const preferences = app.runWithContext(() => usePreferences(pinia))
  await preferences.setLanguage('zh-CN')
  await preferences.setTheme('dark')
  await preferences.follow()
  expect(shown()).toEqual(['zh-CN', 'dark'])
})
