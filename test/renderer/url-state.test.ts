// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import {
  choiceField,
  flagField,
  optionalField,
  textField,
  useUrlState,
} from '../../src/renderer/composables/use-url-state.ts'
import { withRouter } from './support/mount-with-desk.ts'

interface State {
  q: string
  sort: 'name' | 'age'
  finding: 'stale' | null
  desc: boolean
  backend: string | null
}

const open = (path: string) =>
  withRouter(path, () =>
    useUrlState<State>(
      {
        q: textField(),
        sort: choiceField(['name', 'age'], 'name'),
        finding: choiceField<'stale', null>(['stale'], null),
        desc: flagField(),
        backend: optionalField(),
      },
      ['sort', 'desc'],
    ),
  )

describe('the state of a table in its URL', () => {
  it('is as by default where the URL says nothing', async () => {
    const { result } = await open('/admins')
    expect(result.state.value).toEqual({ q: '', sort: 'name', finding: null, desc: false, backend: null })
    expect(result.isFiltered.value).toBe(false)
  })

  it('is what the URL says', async () => {
    const { result } = await open('/admins?q=root&sort=age&finding=stale&desc=1&backend=b1')
    expect(result.state.value).toEqual({
      q: 'root',
      sort: 'age',
      finding: 'stale',
      desc: true,
      backend: 'b1',
    })
    expect(result.isFiltered.value).toBe(true)
  })

  it.each(['sort=by-password', 'sort=name&sort=age', 'finding=__proto__', 'desc=yes'])(
    'does not trust a URL that was typed: %s',
    async (query) => {
      const { result } = await open(`/admins?${query}`)
      expect(result.state.value).toMatchObject({ sort: 'name', finding: null, desc: false })
    },
  )

  it('writes what changes, leaves out what is as by default, and keeps what it does not know', async () => {
    const { router, result } = await open('/admins?q=root&other=1')
    await result.set({ q: '', finding: 'stale' })
    expect(router.currentRoute.value.query).toEqual({ finding: 'stale', other: '1' })
  })

  it('gives up the place in the paging when a filter changes', async () => {
    const { router, result } = await open('/admins?after=cursor&from-row=50')
    await result.set({ finding: 'stale' })
    expect(router.currentRoute.value.query).toEqual({ finding: 'stale' })
  })

  it('clears filters and leaves the order alone', async () => {
    const { router, result } = await open('/admins?q=root&finding=stale&sort=age&desc=1')
    await result.reset()
    expect(router.currentRoute.value.query).toEqual({ sort: 'age', desc: '1' })
    expect(result.isFiltered.value).toBe(false)
  })
})
