// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import OneTimePassword from '../../src/renderer/features/operators/OneTimePassword.vue'
import { messages, type Language } from '../../src/renderer/locales/i18n.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

afterEach(() => {
  document.body.innerHTML = ''
})

it.each<Language>(['en', 'zh-CN'])(
  'a one-time password that is closed unread names the one step to another, in %s',
  async (language) => {
    const { desk } = deskOverRpc({})
    mountWithDesk(OneTimePassword, {
      desk,
      language,
      props: { name: 'sam', password: 'one-time-1' },
      routes: ['operators'],
    })
    await flushPromises()
    expect(hasTestId('one-time-stay')).toBe(false)
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true }))
    await flushPromises()
    const asked = byTestId('one-time-dialog').querySelector('[role="alert"]')?.textContent ?? ''
    const { act } = messages[language].operators
    expect(asked).toContain(act.role.button)
    expect(asked).toContain('sam')
    expect(asked).not.toContain(act.disable.button)
  },
)
