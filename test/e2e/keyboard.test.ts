import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placesOf } from '../../src/renderer/composables/places.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { startDeskProcess, type DeskProcess } from '../support/desk-process.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openHandedOn, type HandedOnWalk } from '../support/handed-on-walk.ts'
import { followPage } from '../support/page-at-rest.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { accountIdOf, administrator, type TestDesk } from '../support/test-desk.ts'
import { createWalker, type Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

/** Marks what of the page can be worked and is shown; of a group of radio buttons Tab reaches one. */
const markWorkable = `(() => {
  const all = document.querySelectorAll(
    'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea, summary, [tabindex="0"]',
  )
  const names = new Set()
  let count = 0
  for (const one of all) {
    one.removeAttribute('data-mark')
    if (!one.checkVisibility({ visibilityProperty: true }) || one.getAttribute('tabindex') === '-1') continue
    if (one.closest('[aria-hidden="true"], [inert]') !== null) continue
    if (one.type === 'radio' && names.has(one.name)) continue
    if (one.type === 'radio') names.add(one.name)
    one.setAttribute('data-mark', String(++count))
  }
  return count
})()`
/** Names what has the focus, by its mark, and says whether anybody could see that it has. */
const focused = `(() => {
  const one = document.activeElement
  if (one === document.body) return { mark: null, seen: true, what: 'body' }
  const group = one.type === 'radio' ? document.querySelector('input[name="' + one.name + '"][data-mark]') : one
  const framed = one.closest('.n-input, .n-radio-button, .n-switch')
  const { outlineStyle, boxShadow } = getComputedStyle(one)
  const { width, height } = one.getBoundingClientRect()
  const what = [one.tagName, one.dataset.testid, one.getAttribute('aria-label'), one.textContent.trim().slice(0, 40)]
  return {
    mark: (group ?? one).dataset.mark ?? null,
    seen: framed !== null || outlineStyle !== 'none' || boxShadow !== 'none' || width * height === 0,
    what: what.filter((part) => part).join(' '),
  }
})()`
interface Focused {
  mark: string | null
  seen: boolean
  what: string
}
const anyDialog = '[role="dialog"][aria-modal="true"], .n-drawer'

const browser = browserOfFile()

describe.each(walkedLanguages('en'))('in %s, without a mouse', (language) => {
  let folder: ReturnType<typeof makeTempFolder>
  let empty: DeskProcess
  let at: HandedOnWalk
  let walk: Walk
  let atRest: () => Promise<void>

  beforeAll(async () => {
    folder = makeTempFolder('keyboard')
    empty = await startDeskProcess(folder.path)
    walk = await createWalker(browser(), language, 'keyboard-first-run').open(empty.link)
    at = await openHandedOn(browser(), { language, job: 'keyboard', before: leaveWork })
  })
  endAtFailure(() => walk)
  afterAll(async () => {
    await Promise.all([empty.stop(), at.end()])
    folder.remove()
  })

  /** Leaves something for every table to show. */
  const leaveWork = async ({ desk, ada }: TestDesk): Promise<void> => {
    await desk.admins.verify(ada, accountIdOf(desk, '1000000001'))
    const [user] = desk.users.list({ search: '18616503617', limit: 1 }).rows
    desk.resetDesk.open(ada, {
      backendId: 'built-in',
      system: 'shuidi',
      user: { num: user?.num ?? 0 },
      caller: '',
      reason: '',
      ticket: 'T-1',
    })
  }

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await walk.page.keyboard.press(key)
  }
  const type = (text: string): Promise<void> => walk.page.keyboard.type(text)
  const focusOn = (id: string): Promise<void> =>
    walk.page.locator(`[data-testid="${id}"]:is(:focus, :focus-within)`).waitFor()
  /** Presses Tab until the focus stands on a part, as somebody would who looks at it. */
  const tabTo = async (id: string): Promise<void> => {
    const there = walk.page.locator(`[data-testid="${id}"]:is(:focus, :focus-within)`)
    for (let tabs = 0; tabs < 60; tabs++) {
      if ((await there.count()) > 0) return
      await press('Tab')
    }
    throw new Error(`no Tab leads to ${id}`)
  }

  /** Goes to a page by its letter; what stands in a field would be typed there. */
  const goBy = async (letter: string): Promise<void> => {
    const field = walk.page.locator(':is(input:not([type=checkbox], [type=radio]), select, textarea):focus')
    while ((await field.count()) > 0) await press('Tab')
    await press('g', letter)
  }

  it('a desk is set up: an administrator, the key typed back, the sample data', async () => {
    await focusOn('first-run-name')
    await type('wei.chen')
    await press('Tab')
    await type('a quiet harbour in winter')
    await press('Enter')
    const key = (await walk.part('recovery-key').innerText()).trim()
    await tabTo('recovery-key-typed')
    await type(key)
    await press('Enter')
    await walk.part('sample-load').waitFor()
    await press('Tab')
    await focusOn('sample-load')
    await press('Enter')
    await walk.part('admins-table').waitFor()
    await walk.page.locator('main:focus').waitFor()
  })

  it('an operator is added, with the password given again in between', async () => {
    await goBy('m')
    await walk.part('operators-table').waitFor()
    await tabTo('operator-add')
    await press('Enter')
    await focusOn('operator-name')
    await type('lin.support')
    await press('Enter')
    await focusOn('step-up-password')
    await walk.look('step-up-over-a-dialog')
    await type('a quiet harbour in winter')
    await press('Enter')
    await walk.part('one-time-password').waitFor()
    await tabTo('one-time-done')
    await press('Enter')
    await walk.part('one-time-dialog').waitFor({ state: 'detached' })
    await walk.page.locator('[data-testid="operator-row"][data-name="lin.support"]').waitFor()
    expect(walk.barriers).toEqual([])
    await walk.page.context().close()
    // It would hash the passwords of the sample people all through the other walk.
    await empty.stop()
  })

  it('somebody signs in, and stands in the page', async () => {
    ;({ walk } = at)
    atRest = followPage(walk.page)
    await focusOn('sign-in-name')
    await type(administrator.name)
    await press('Tab')
    await type(administrator.password)
    await press('Enter')
    await walk.page.locator('main:focus').waitFor()
  })

  it.each(placesOf('administrator').map(({ name, letter }) => [name, letter] as const))(
    'all of %s is reached, is seen to have the focus, and lets it go again',
    async (name, letter) => {
      await goBy(letter)
      await walk.page.locator(`nav a[aria-current="page"][data-testid="nav-${name}"]`).waitFor()
      await walk.page.locator('main:focus-within').waitFor()
      await atRest()
      const count = Number(await walk.page.evaluate(markWorkable))
      expect(count).toBeGreaterThan(placesOf('administrator').length)
      const reached = new Set<string>()
      const unseen: string[] = []
      for (let tabs = 0; tabs < count + 12; tabs++) {
        await press('Tab')
        const { mark, seen, what } = await walk.page.evaluate<Focused>(focused)
        if (mark !== null) reached.add(mark)
        if (!seen) unseen.push(what)
      }
      const all = await walk.page.locator('[data-mark]').all()
      const marks = await Promise.all(all.map((one) => one.getAttribute('data-mark')))
      const left = marks.filter((mark) => mark !== null && !reached.has(mark))
      const missed = await Promise.all(
        left.map((mark) => walk.page.innerHTML(`:has(> [data-mark="${mark ?? ''}"])`)),
      )
      expect({ missed, unseen: [...new Set(unseen)] }).toEqual({ missed: [], unseen: [] })
    },
  )

  it.each([
    ['p', 'history-open'],
    ['a', 'application-edit'],
    ['b', 'backends-table'],
    ['e', 'exchanges-table'],
    ['u', 'users-table'],
    ['l', 'audit-table'],
    ['m', 'operators-table'],
  ])('what g %s shows is opened, keeps the focus, and gives it back when it closes', async (letter, id) => {
    await goBy(letter)
    const opener = walk.part(id).first()
    await opener.waitFor()
    const button = opener.and(walk.page.locator('button')).or(opener.locator('tbody button').first())
    await button.focus()
    await press('Enter')
    const dialog = walk.page.locator(anyDialog)
    await dialog.waitFor()
    for (let tabs = 0; tabs < 25; tabs++) {
      await press('Tab')
      expect(await dialog.locator(':focus').count()).toBe(1)
    }
    await press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await walk.page.locator(':focus').waitFor()
    expect(await button.and(walk.page.locator(':focus')).count()).toBe(1)
  })

  it.each([
    ['u', 'users-table'],
    ['b', 'backends-table'],
    ['e', 'exchanges-table'],
    ['l', 'audit-table'],
    ['m', 'operators-table'],
  ])('what g %s shows is closed by Back, and lets the keys of the page through', async (letter, id) => {
    const drawer = walk.page.locator('.n-drawer')
    const opener = walk.part(id).first().locator('tbody button').first()
    await goBy(letter)
    await opener.focus()
    await press('Enter')
    await drawer.waitFor()
    await walk.page.goBack()
    await drawer.waitFor({ state: 'detached' })
    await opener.focus()
    await press('Enter')
    await drawer.waitFor()
    await press('Control+k')
    await focusOn('palette-input')
    await press('Escape')
    await walk.part('palette').waitFor({ state: 'detached' })
    expect(await drawer.count()).toBe(1)
    await goBy('o')
    await drawer.waitFor({ state: 'detached' })
    await walk.part('needs').waitFor()
  })

  it('the palette leads to a page, and leaves the focus there', async () => {
    await press('Control+k')
    await focusOn('palette-input')
    await type(language === 'en' ? 'new reset' : '受理')
    await press('Enter')
    await focusOn('reset-person')
  })

  it('the parts of the audit are turned over, and the focus stays on the one that is shown', async () => {
    await goBy('o')
    await goBy('l')
    await tabTo('audit-tab-findings')
    await press('Enter')
    await focusOn('audit-tab-findings')
    await press('Tab', 'Enter')
    await focusOn('audit-tab-take')
    await walk.part('take-copy').waitFor()
    await press('Tab', 'Enter')
    await focusOn('audit-tab-copy')
    await walk.part('copy-path').waitFor()
  })

  it('kept nobody out by its looks, and the page complained of nothing', () => {
    expect(walk.errors).toEqual([])
  })
})
