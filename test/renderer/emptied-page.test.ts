// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { mount } from '@vue/test-utils'
import ListFrame from '../../src/renderer/components/ListFrame.vue'
import { deskKey } from '../../src/renderer/composables/desk.ts'
import { useKeysetPaging } from '../../src/renderer/composables/use-keyset-paging.ts'
import { useQuery } from '../../src/renderer/composables/use-query.ts'
import type { Language } from '../../src/renderer/locales/i18n.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import {
  accessTo,
  byTestId,
  hasTestId,
  listeningUntilEnd,
  standingUntilEnd,
} from './support/mount-with-desk.ts'

/** Opens a list without a row at an address; `next` is what its page leads on to. */
const open = async (path: string, next: string | null = null, language: Language = 'en') => {
  const list = defineComponent(() => {
    const paging = useKeysetPaging()
    const query = useQuery(() => Promise.resolve([]))
    return () =>
      h(
        ListFrame,
        { list: query, paging, rows: 0, next, label: 'Things' },
        { empty: () => h('p', { 'data-testid': 'nothing-fits' }) },
      )
  })
  const router = listeningUntilEnd(
    createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: list }] }),
  )
  await router.push(path)
  const provide = { [deskKey as symbol]: accessTo(deskOverRpc({}).desk, language) }
  standingUntilEnd(mount(list, { attachTo: document.body, global: { plugins: [router], provide } }))
  await flushPromises()
  return router
}

afterEach(() => {
  document.body.innerHTML = ''
})

it.each([
  ['en', 'nothing on this page', 'First page'],
  ['zh-CN', '本页没有内容', '首页'],
] as const)(
  'a page that emptied does not speak for the list, and leads back to its beginning: %s',
  async (language, says, first) => {
    const router = await open('/?q=a&after=c9&from-row=50', null, language)
    expect(hasTestId('nothing-fits')).toBe(false)
    expect(byTestId('page-emptied').textContent).toContain(says)
    expect(byTestId('page-first').textContent).toContain(first)
    byTestId('page-first').click()
    await flushPromises()
    expect(router.currentRoute.value.query).toEqual({ q: 'a' })
    expect(hasTestId('nothing-fits')).toBe(true)
    expect(hasTestId('page-first')).toBe(false)
  },
)

it('a page that leads on says so itself, and leads back too', async () => {
  await open('/?after=c9&from-row=50', 'c10')
  expect([hasTestId('nothing-fits'), hasTestId('page-emptied')]).toEqual([true, false])
  expect(hasTestId('page-first')).toBe(true)
})

it('where there was nothing before either, the list says that nothing fits', async () => {
  await open('/?after=c9')
  expect([hasTestId('nothing-fits'), hasTestId('page-emptied'), hasTestId('page-first')]).toEqual([
    true,
    false,
    false,
  ])
})
