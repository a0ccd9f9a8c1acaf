// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { createWebHashHistory, type Router } from 'vue-router'
import { useKeysetPaging } from '../../src/renderer/composables/use-keyset-paging.ts'
import { useShownInUrl } from '../../src/renderer/composables/use-shown-in-url.ts'
import { withRouter } from './support/mount-with-desk.ts'

const open = (path: string) =>
  withRouter(
    path,
    () => ({ drawer: useShownInUrl('user'), paging: useKeysetPaging() }),
    createWebHashHistory(),
  )
const goBack = (router: Router): Promise<void> =>
  new Promise((resolve) => {
    const forget = router.afterEach(() => {
      forget()
      resolve()
    })
    router.back()
  })

beforeEach(() => {
  window.history.replaceState(null, '', '/')
})

describe('what is opened over a page', () => {
  it('is closed by Back, with the filters as they were', async () => {
    const { router, result } = await open('/one?q=a')
    await result.drawer.open('7')
    expect(router.currentRoute.value.query).toEqual({ q: 'a', user: '7' })
    expect(result.drawer.shown.value).toBe('7')
    await goBack(router)
    expect(router.currentRoute.value.query).toEqual({ q: 'a' })
    expect(result.drawer.shown.value).toBeNull()
  })

  it('leaves nothing in the history when it is closed by hand', async () => {
    const { router, result } = await open('/before')
    await router.push('/two')
    await result.drawer.open('7')
    await result.drawer.close()
    expect(router.currentRoute.value.fullPath).toBe('/two')
    await goBack(router)
    expect(router.currentRoute.value.fullPath).toBe('/before')
  })

  it('stays on its page where a link led straight to it', async () => {
    const { router, result } = await open('/before')
    await router.push('/three?user=9&q=a')
    await result.drawer.close()
    expect(router.currentRoute.value.fullPath).toBe('/three?q=a')
    await result.drawer.close()
    expect(router.currentRoute.value.fullPath).toBe('/three?q=a')
  })

  it('is one step, however many are opened one from another', async () => {
    const { router, result } = await open('/four')
    await result.drawer.open('7')
    await result.drawer.open('8')
    expect(result.drawer.shown.value).toBe('8')
    await goBack(router)
    expect(router.currentRoute.value.fullPath).toBe('/four')
  })

  it('keeps the place in the paging, and the way back from there', async () => {
    const { router, result } = await open('/five')
    await result.paging.next('c1', 50)
    await result.drawer.open('7')
    expect(router.currentRoute.value.query).toEqual({ after: 'c1', 'from-row': '50', user: '7' })
    expect(result.paging.canGoBack.value).toBe(true)
    await result.drawer.close()
    expect(result.paging.canGoBack.value).toBe(true)
    await result.paging.previous()
    expect(result.paging.isFirst.value).toBe(true)
  })
})
