// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { useRoute } from 'vue-router'
import type { ListFilter } from '../../src/renderer/components/list-filter.ts'
import ListFilters from '../../src/renderer/components/ListFilters.vue'
import {
  choiceField,
  optionalField,
  textField,
  useUrlState,
} from '../../src/renderer/composables/use-url-state.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

interface State {
  q: string
  finding: 'any' | 'stale'
  state: 'on' | 'off' | null
  period: 'day' | 'own' | null
  from: string | null
}
const search = {
  key: 'q',
  label: 'Search accounts',
  hint: 'Account',
  testId: 'search',
  isQuick: true,
  width: { least: 100, most: 200 },
} as const
const filters: ListFilter<State>[] = [
  {
    key: 'finding',
    isAlwaysSet: true,
    label: 'Finding',
    choices: [
      { value: 'any', text: 'Anything' },
      { value: 'stale', text: 'Stale' },
    ],
    testId: 'finding',
  },
  {
    key: 'state',
    label: 'State',
    choices: [
      { value: 'on', text: 'On' },
      { value: 'off', text: 'Off' },
    ],
    testId: 'state',
    width: 90,
  },
  {
    key: 'period',
    label: 'Period',
    none: 'At any time',
    clears: ['from'],
    choices: [
      { value: 'day', text: 'A day' },
      { value: 'own', text: 'Own days' },
    ],
    testId: 'period',
  },
]

/** Mounts the filters beside what their URL says. */
const open = async (begin: Partial<State> = {}, isSearched = true): Promise<void> => {
  const page = defineComponent(() => {
    const route = useRoute()
    const url = useUrlState<State>({
      q: textField(),
      finding: choiceField(['any', 'stale'], 'any'),
      state: choiceField<'on' | 'off', null>(['on', 'off'], null),
      period: choiceField<'day' | 'own', null>(['day', 'own'], null),
      from: optionalField(),
    })
    void url.set(begin)
    return () => [
      h(
        ListFilters<State>,
        { url, filters, ...(isSearched ? { search } : {}) },
        {
          before: () => h('i', { 'data-testid': 'before' }),
          default: () => h('i', { 'data-testid': 'after' }),
        },
      ),
      h('output', { 'data-testid': 'query' }, JSON.stringify(route.query)),
    ]
  })
  mountWithDesk(page, { desk: deskOverRpc({}).desk, routes: ['page'] })
  await flushPromises()
}
const query = (): unknown => JSON.parse(byTestId('query').textContent)
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

afterEach(() => {
  document.body.innerHTML = ''
})

describe('the filters of a list', () => {
  it('write each choice to its place in the URL, and take it out with its default', async () => {
    await open()
    expect(query()).toEqual({})
    await choose('state', 'off')
    await choose('finding', 'stale')
    expect(query()).toEqual({ state: 'off', finding: 'stale' })
    await choose('finding', 'any')
    expect(query()).toEqual({ state: 'off' })
    await choose('state', '')
    expect(query()).toEqual({})
  })

  it('show what the URL says, by the names and texts of the table', async () => {
    await open({ q: 'root', state: 'on', finding: 'stale' })
    expect([menu('state').value, menu('finding').value, menu('period').value]).toEqual(['on', 'stale', ''])
    expect([...menu('finding').options].map(({ text }) => text)).toEqual(['Anything', 'Stale'])
    expect([...menu('state').options].map(({ text }) => text)).toEqual(['State: Any', 'On', 'Off'])
    expect(menu('period').options[0]?.text).toBe('At any time')
    expect(menu('state').closest('label')?.textContent).toContain('State')
    expect(menu('state').closest('label')?.style.maxWidth).toBe('90px')
    const box = byTestId('search')
    expect(box).toHaveProperty('value', 'root')
    expect(box.getAttribute('aria-label')).toBe('Search accounts')
    expect(box.getAttribute('placeholder')).toBe('Account')
  })

  it('mark a menu only where its choice hides rows, one that is always set included', async () => {
    const marked = (): string[] =>
      ['finding', 'state', 'period'].filter((id) => menu(id).closest('.narrows') !== null)
    await open()
    expect(marked()).toEqual([])
    await choose('finding', 'stale')
    await choose('state', 'off')
    expect(marked()).toEqual(['finding', 'state'])
  })

  it('take back with a choice what only the choice before it meant, and nothing else', async () => {
    await open({ period: 'own', from: '2026-01-02', state: 'on' })
    expect(query()).toEqual({ period: 'own', from: '2026-01-02', state: 'on' })
    await choose('period', 'day')
    expect(query()).toEqual({ period: 'day', state: 'on' })
  })

  it('are taken back all at once, where any is set', async () => {
    await open()
    expect(hasTestId('clear-filters')).toBe(false)
    typeInto('search', 'ro')
    await expect.poll(query).toEqual({ q: 'ro' })
    await choose('finding', 'stale')
    byTestId('clear-filters').click()
    await flushPromises()
    expect(query()).toEqual({})
    expect(byTestId('search')).toHaveProperty('value', '')
    expect(hasTestId('clear-filters')).toBe(false)
    expect(document.activeElement).toBe(byTestId('search'))
  })

  it('stand between what a page puts before and after them, and need no search', async () => {
    await open({}, false)
    expect(hasTestId('search')).toBe(false)
    const all = [...document.querySelectorAll('[role=search] [data-testid]')].map((one) =>
      one.getAttribute('data-testid'),
    )
    expect(all).toEqual(['before', 'finding', 'state', 'period', 'after'])
  })

  it('take no field, no choice and no default that the state does not have', () => {
    const about = { label: 'State', testId: 'state' }
    const right: ListFilter<State> = { ...about, key: 'state', choices: [{ value: 'on', text: 'On' }] }
    // @ts-expect-error: no such field
    const lost: ListFilter<State> = { ...about, key: 'status', choices: [] }
    // @ts-expect-error: no such choice
    const ajar: ListFilter<State> = { ...about, key: 'state', choices: [{ value: 'ajar', text: 'Ajar' }] }
    // @ts-expect-error: one is always chosen there
    const none: ListFilter<State> = { ...about, key: 'finding', choices: [], isAlwaysSet: false }
    expect([right, lost, ajar, none].map(({ key }) => key)).toEqual(['state', 'status', 'state', 'finding'])
  })
})
