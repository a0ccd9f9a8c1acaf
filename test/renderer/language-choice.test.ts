// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import LanguageSwitch from '../../src/renderer/components/LanguageSwitch.vue'
import LooksSection from '../../src/renderer/features/settings/LooksSection.vue'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

const kept: unknown[] = []
const { desk } = deskOverRpc({
  session: {
    setPreferences: on.session.setPreferences.handler(({ input }) => {
      kept.push(input)
      return { language: input.language ?? null, theme: 'system' }
    }),
  },
})
const menu = (id: string): HTMLSelectElement => {
  const field = byTestId(id)
  if (!(field instanceof HTMLSelectElement)) throw new Error(`${id} is no menu`)
  return field
}
const choose = async (id: string, value: string): Promise<void> => {
  menu(id).value = value
  menu(id).dispatchEvent(new Event('change', { bubbles: true }))
  await flushPromises()
}
/** Says which language the operating system speaks. */
const systemSpeaks = (tag: string): void => {
  Object.defineProperty(navigator, 'language', { configurable: true, value: tag })
}

beforeEach(() => {
  kept.length = 0
})
afterEach(() => {
  Reflect.deleteProperty(navigator, 'language')
  document.body.innerHTML = ''
})

describe.each([
  ['language-switch', LanguageSwitch],
  ['settings-language', LooksSection],
])('the language, chosen by %s,', (id, component) => {
  it.each([
    ['en-GB', 'en', 'zh-CN'],
    ['zh-TW', 'zh-CN', 'en'],
  ])('follows the system in %s, then the choice, and the system again', async (tag, ofSystem, other) => {
    systemSpeaks(tag)
    mountWithDesk(component, { desk })
    await flushPromises()
    expect([menu(id).value, document.documentElement.lang]).toEqual(['system', ofSystem])
    await choose(id, other)
    expect([menu(id).value, document.documentElement.lang]).toEqual([other, other])
    await choose(id, 'system')
    expect([menu(id).value, document.documentElement.lang]).toEqual(['system', ofSystem])
    expect(kept).toEqual([{ language: other }, { language: null }])
  })

  it('names each language in itself, whatever the page speaks', async () => {
    mountWithDesk(component, { desk })
    await choose(id, 'zh-CN')
    expect([...menu(id).options].map(({ text }) => text.trim())).toEqual(['跟随系统', 'English', '简体中文'])
  })
})
