// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import CasePage from '../../src/renderer/features/resets/CasePage.vue'
import NewCasePage from '../../src/renderer/features/resets/NewCasePage.vue'
import type { ResetCase } from '../../src/shared/contract/reset-desk.ts'
import type { ListedUser } from '../../src/shared/contract/users.ts'
import { resetSystems, type WithoutCodeObstacle } from '../../src/shared/model/reset-case.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'
import { iso, sentCase } from './support/reset-case.ts'

const person = (num: number, given: Partial<ListedUser> = {}): ListedUser => ({
  ...{ num, appid: 'app-1001', uid: num, account: `1380000000${String(num)}`, email: '', nickname: '' },
  ...{ phone: `1380000000${String(num)}`, status: 'normal', signText: '', isLocked: false, ...given },
})
const opened: unknown[] = []
const warned: string[] = []
/** Plays what the desk says of the application of whoever is picked. */
let obstacle: WithoutCodeObstacle | null = null
const show = async (component: object, people: ListedUser[], one: ResetCase = sentCase): Promise<void> => {
  const { desk } = deskOverRpc({
    users: {
      list: on.users.list.handler(() => ({
        ...{ rows: people, nextCursor: null, sort: null, total: null, readAt: iso(0) },
      })),
    },
    directory: {
      summary: on.directory.summary.handler(() => {
        throw new Error('not answered')
      }),
    },
    resetDesk: {
      places: on.resetDesk.places.handler(() => [
        { id: 'built-in', name: '', environment: 'sandbox', isBuiltIn: true, systems: [...resetSystems] },
      ]),
      withoutCode: on.resetDesk.withoutCode.handler(({ input: { num } }) => ({
        ...{ num, appid: 'app-1001', obstacle },
      })),
      open: on.resetDesk.open.handler(({ input }) => {
        opened.push(input)
        return sentCase
      }),
      get: on.resetDesk.get.handler(() => one),
    },
  })
  mountWithDesk(component, {
    desk,
    props: component === CasePage ? { id: 'c1' } : {},
    warned,
    routes: ['resets', 'built-in', 'users', 'backends', 'account-files'],
  })
  await flushPromises()
}
const press = (key: string): void => {
  byTestId('reset-person').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
}
const shownOptions = () => vi.waitFor(() => byTestId('person-option'), 15_000)
const isDisabled = (id: string): boolean => byTestId(id).hasAttribute('disabled')
const ways = ['shuidi', 'yunhu', 'nobase'] as const
const wayOf = (way: (typeof ways)[number]) => byTestId(`reset-way-${way}`) as HTMLInputElement
/** Gives what is said beside a way, to whoever hears it as well. */
const saidOf = (way: (typeof ways)[number]): string => {
  const ids = wayOf(way).getAttribute('aria-describedby')?.split(' ') ?? []
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
}
const choose = async (way: (typeof ways)[number]): Promise<void> => {
  wayOf(way).click()
  await flushPromises()
}

afterEach(() => {
  expect(warned).toEqual([])
  opened.length = 0
  obstacle = null
  document.body.innerHTML = ''
})

describe('Enter before the search has come back', () => {
  it('takes whoever is found alone', async () => {
    await show(NewCasePage, [person(1)])
    typeInto('reset-person', '13')
    press('Enter')
    await vi.waitFor(() => byTestId('reset-person-picked'), 15_000)
  })

  it('takes none of several: nobody has seen them', async () => {
    await show(
      NewCasePage,
      [1, 2, 3, 4].map((num) => person(num)),
    )
    typeInto('reset-person', '13')
    press('Enter')
    await shownOptions()
    await flushPromises()
    expect(hasTestId('reset-person-picked')).toBe(false)
    press('ArrowDown')
    press('Enter')
    await flushPromises()
    expect(byTestId('reset-person-picked').textContent).toContain('13800000002')
  })

  it('is the field’s own, as the arrows are; every other key goes where it was meant to', async () => {
    await show(NewCasePage, [person(1), person(2)])
    typeInto('reset-person', '13')
    await shownOptions()
    const isKept = (key: string): boolean => {
      const pressed = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      return !byTestId('reset-person').dispatchEvent(pressed)
    }
    expect(['ArrowDown', 'ArrowUp', 'Tab', 'Escape', '1'].filter(isKept)).toEqual(['ArrowDown', 'ArrowUp'])
    press('ArrowUp')
    press('Enter')
    await flushPromises()
    expect(byTestId('reset-person-picked').textContent).toContain('13800000002')
  })
})

describe('whoever is picked', () => {
  const pick = async (given: Partial<ListedUser>): Promise<void> => {
    await show(NewCasePage, [person(1, given)])
    typeInto('reset-person', '13')
    ;(await shownOptions()).click()
    await flushPromises()
    typeInto('reset-ticket', 'T-1')
    await flushPromises()
  }

  it('is still said to be disabled', async () => {
    await pick({ status: 'disabled' })
    expect(byTestId('reset-person-picked').textContent).toContain('disabled')
    expect(isDisabled('reset-submit')).toBe(false)
  })

  it('without a phone is led to the way that needs none, and to no other', async () => {
    await pick({ phone: '' })
    expect(byTestId('reset-person-picked').textContent).toContain('no phone')
    const cannot = ways.filter((way) => saidOf(way).includes('Cannot work now'))
    expect(cannot).toEqual(['shuidi', 'yunhu'])
    expect(isDisabled('reset-submit')).toBe(true)
    document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true }))
    await flushPromises()
    expect(opened).toEqual([])

    await choose('nobase')
    expect(isDisabled('reset-submit')).toBe(false)
  })

  it.each(['token-validation-off', 'change-not-allowed', 'application-unavailable'] as const)(
    'is not led into a way without a code that cannot end: %s',
    async (why) => {
      obstacle = why
      await pick({})
      expect(isDisabled('reset-submit')).toBe(false)
      await choose('nobase')
      // It can be chosen: whoever comes to it by keyboard hears why it cannot be gone now.
      expect([wayOf('nobase').checked, isDisabled('reset-way-nobase')]).toEqual([true, false])
      expect(saidOf('nobase')).toMatch(/Cannot work now: .*app-1001/)
      expect(isDisabled('reset-submit')).toBe(true)
      expect(byTestId('reset-open').textContent).toContain('The chosen way cannot work now')
      document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true }))
      await flushPromises()
      expect(opened).toEqual([])
    },
  )

  it('has no tag where there is nothing to be said', async () => {
    await pick({})
    expect([hasTestId('person-disabled'), hasTestId('person-no-phone')]).toEqual([false, false])
  })
})

it('each way says whom it is for and what it needs before anybody is picked', async () => {
  await show(NewCasePage, [])
  expect(saidOf('shuidi')).toMatch(/users of shuidi.*one check.*phone number/)
  expect(saidOf('yunhu')).toMatch(/users of yunhu.*one check.*number.*shop/)
  expect(saidOf('nobase')).toMatch(/users of nobase.*two checks.*token validation/)
  expect(ways.filter((way) => saidOf(way).includes('Cannot'))).toEqual([])
})

it('the new request says in colour where it will be, with one backend as well', async () => {
  await show(NewCasePage, [])
  expect(byTestId('reset-place').querySelector('[data-environment="sandbox"]')).not.toBeNull()
})

describe('the page of a case', () => {
  it.each([
    [{ isDisabled: true, hasPhone: true }, true, false],
    [{ isDisabled: false, hasPhone: false }, false, true],
    [{ isDisabled: false, hasPhone: true }, false, false],
    [null, false, false],
  ])('keeps what was said of the user: %o', async (directoryUser, disabled, noPhone) => {
    await show(CasePage, [], { ...sentCase, directoryUser })
    expect([hasTestId('person-disabled'), hasTestId('person-no-phone')]).toEqual([disabled, noPhone])
  })
})
