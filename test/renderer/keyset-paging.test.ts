// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { createWebHashHistory } from 'vue-router'
import { useKeysetPaging } from '../../src/renderer/composables/use-keyset-paging.ts'
import { withRouter } from './support/mount-with-desk.ts'

const open = (path: string) => withRouter(path, useKeysetPaging, createWebHashHistory())

beforeEach(() => {
  window.history.replaceState(null, '', '/')
})

describe('paging through a list that only knows what comes next', () => {
  it('goes on, and finds the way back', async () => {
    const { router, result } = await open('/first?q=a')
    expect([result.cursor.value, result.canGoBack.value, result.isFirst.value]).toEqual([null, false, true])
    await result.next('c1', 50)
    await result.next('c2', 50)
    expect(router.currentRoute.value.query).toEqual({ q: 'a', after: 'c2', 'from-row': '100' })
    await result.previous()
    expect([result.cursor.value, result.offset.value]).toEqual(['c1', 50])
    await result.previous()
    expect(router.currentRoute.value.query).toEqual({ q: 'a' })
    expect(result.canGoBack.value).toBe(false)
  })

  it('keeps the way back over a reload, because the history keeps it', async () => {
    const before = await open('/second')
    await before.result.next('c1', 50)
    const after = await open('/second?after=c1&from-row=50')
    expect([after.result.cursor.value, after.result.canGoBack.value]).toEqual(['c1', true])
    await after.result.previous()
    expect(after.result.isFirst.value).toBe(true)
  })

  it('offers the first page where a link led into the middle', async () => {
    const { router, result } = await open('/third?after=c9&from-row=450')
    expect([result.canGoBack.value, result.isFirst.value]).toEqual([false, false])
    await result.first()
    expect(router.currentRoute.value.query).toEqual({})
  })
})
