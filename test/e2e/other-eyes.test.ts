import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserOfFile } from '../support/browser-of-file.ts'
import { findCutText } from '../support/cut-text.ts'
import { startDeskProcess, type DeskProcess } from '../support/desk-process.ts'
import { waitUntilHashed } from '../support/hashed-directory.ts'
import { followPage } from '../support/page-at-rest.ts'
import { everyPage, seedDesk } from '../support/seed-desk.ts'
import { signIn } from '../support/sign-in.ts'
import { administrator, startTestDesk, type TestDesk } from '../support/test-desk.ts'
import { createWalker, type Walk } from '../support/walk.ts'

const browser = browserOfFile()
let seeded: TestDesk
let paths: Record<string, string>
beforeAll(async () => {
  seeded = await startTestDesk()
  paths = { ...everyPage, ...(await seedDesk(seeded)) }
  const { desk, ada } = seeded
  const remote = desk.backends.list().find(({ name }) => name === 'IM Shanghai')
  // The desk lets no such name in any more; a store may hold it from before.
  const turned = { userID: '987654321', account: 'night\u202Eshift', nickname: 'مرحبا' }
  desk.admins.add(ada, { backendId: remote?.id ?? '', ...turned })
  await waitUntilHashed(seeded.storePath)
  await desk.close()
})
afterAll(() => seeded.end())

const pageWider = `(() => {
  const main = document.querySelector('main')
  return [document.documentElement, main].map((box) => box.scrollWidth - box.clientWidth)
})()`

const fieldsBeyond = `[...document.querySelectorAll('main .panel :is(input, textarea, button, select)')]
  .filter((field) => field.checkVisibility() && field.closest('table') === null)
  .filter((field) => field.getBoundingClientRect().right > field.closest('.panel').getBoundingClientRect().right)
  .map((field) => field.outerHTML.slice(0, 120))`

describe.each(['en', 'zh-CN'])('in %s', (language) => {
  let desk: DeskProcess
  let walk: Walk
  let atRest: () => Promise<void>
  const goTo = async (path: string): Promise<void> => {
    await walk.page.evaluate(`location.hash = '#/${path}'`)
    await walk.page.getByRole('heading', { level: 1 }).waitFor()
    await atRest()
  }
  beforeAll(async () => {
    desk = await startDeskProcess(seeded.folder)
    walk = await createWalker(browser(), language, 'other-eyes').open(desk.link)
    atRest = followPage(walk.page)
    await signIn(walk, administrator)
  })
  afterAll(async () => {
    await walk.page.context().close()
    await desk.stop()
  })

  it('a name that turns letters round shows as what it is, and moves nothing beside it', async () => {
    await goTo('admins')
    const row = walk.page.locator('[data-user-id="987654321"]')
    await walk.look('names')
    const names = row.locator('th bdi')
    expect(await names.allInnerTexts()).toEqual(['night[U+202E]shift', 'مرحبا', '987654321'])
    const [, nickname, userID] = await Promise.all(
      (await names.all()).map(async (name) => (await name.boundingBox()) ?? { x: Number.NaN, y: Number.NaN }),
    )
    const isAfter = (userID?.y ?? 0) > (nickname?.y ?? 0) || (userID?.x ?? 0) > (nickname?.x ?? 0)
    expect(isAfter).toBe(true)
    expect(await row.innerHTML()).not.toContain('\u202E')
    expect(walk.barriers).toEqual([])
  })

  it('a field takes no more than the desk does, and shows that it is full', async () => {
    await goTo('backends')
    await walk.press('backend-add')
    await walk.part('backend-name').click()
    await walk.page.keyboard.insertText('n'.repeat(150))
    expect(await walk.part('backend-name').inputValue()).toBe('n'.repeat(100))
    expect(await walk.page.locator('[role="dialog"]').innerText()).toMatch(/100\s*\/\s*100/)
    await walk.keepPicture('full-field')
    await walk.page.keyboard.press('Escape')
    await walk.part('backend-name').waitFor({ state: 'detached' })
  })

  it('at twice the size every page is one column, cuts nothing and scrolls down alone', async () => {
    await walk.page.setViewportSize({ width: 512, height: 350 })
    const faults: unknown[] = []
    for (const [name, path] of Object.entries(paths)) {
      await goTo(path)
      await walk.keepPicture(`narrow-${name}`)
      const beyond = await walk.page.evaluate<number[]>(pageWider)
      if (beyond.some((pixels) => pixels > 0)) faults.push([name, beyond])
      faults.push(...(await walk.page.evaluate<string[]>(fieldsBeyond)))
      faults.push(...(await findCutText(walk.page)).map((cut) => `${name}: ${cut}`))
    }
    expect(faults).toEqual([])
  })

  it('at twice the size every page is reached from the list that opens above it', async () => {
    await walk.page.setViewportSize({ width: 512, height: 350 })
    await goTo('overview')
    expect(await walk.part('nav-settings').isVisible()).toBe(false)
    await walk.press('nav-open')
    await walk.part('nav-settings').click()
    await walk.page.waitForURL(/#\/settings$/)
    expect(await walk.part('nav-settings').isVisible()).toBe(false)
  })

  it('where the system gives the colours, what is chosen and what is on can be told apart', async () => {
    await walk.page.setViewportSize({ width: 1024, height: 700 })
    await goTo('applications')
    await walk.page.locator('[data-testid="application-edit"]').first().click()
    await walk.part('application-token-validation').waitFor()
    await walk.page.emulateMedia({ forcedColors: 'active' })
    await walk.endMotion()
    await walk.keepPicture('forced-colours')
    const groundOf = (selector: string): Promise<string> =>
      walk.page.evaluate<string>(
        `getComputedStyle(document.querySelector('[role="dialog"] ${selector}')).backgroundColor`,
      )
    const borderOf = (selector: string): Promise<string> =>
      walk.page.evaluate<string>(
        `getComputedStyle(document.querySelector('[role="dialog"] ${selector}')).borderTopStyle`,
      )
    expect(await groundOf('.n-radio-button--checked')).not.toBe(
      await groundOf('.n-radio-button:not(.n-radio-button--checked)'),
    )
    expect(await borderOf('.n-switch__rail')).toBe('solid')
    expect(await groundOf('.n-switch__button')).not.toBe(await groundOf('.n-switch__rail'))
    const links = await walk.page.evaluate<string[]>(
      `[...document.querySelectorAll('aside nav a')].map((a) => getComputedStyle(a).backgroundColor)`,
    )
    expect(new Set(links).size).toBe(2)
    await walk.page.emulateMedia({ forcedColors: 'none' })
  })
})
