import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const browser = browserOfFile()

describe.each(walkedLanguages('zh-CN'))('in %s, the overview and the palette', (language) => {
  let at: SignedInWalk
  let walk: Walk

  beforeAll(async () => {
    at = await openSignedIn(browser(), { language, job: 'overview' })
    ;({ walk } = at)
  })
  endAtFailure(() => walk)
  afterAll(() => at.end())

  const keys = (name: string): Promise<void> => walk.page.keyboard.press(name)
  const need = (id: string) => walk.page.locator(`[data-need="${id}"]`)
  const item = (id: string) => walk.page.locator(`[data-item="${id}"]`)

  it('say what needs somebody, and lead to the table with just those', async () => {
    await walk.press('nav-overview')
    await need('password-default').waitFor()
    await walk.part('chart-ages').locator('svg').first().waitFor()
    await need('password-stale').getByRole('link').click()
    await walk.page.locator('[data-account]').first().waitFor()
    expect(new URL(walk.page.url()).hash).toBe('#/admins?finding=stale')
    await walk.page.locator('[data-account]').nth(1).waitFor({ state: 'detached' })
  })

  it('tell the figures of a chart as a table too', async () => {
    await walk.press('nav-overview')
    await walk.part('chart-audit').locator('summary').click()
    const counts = await walk.part('chart-audit').locator('tbody tr').first().locator('td').allInnerTexts()
    expect(Number(counts[0])).toBeGreaterThan(0)
    await walk.part('chart-audit').scrollIntoViewIfNeeded()
    await walk.look('figures')
  })

  it('find an admin by the keyboard alone', async () => {
    await keys('Control+k')
    await walk.part('palette-input').waitFor()
    await walk.look('palette')
    await walk.page.keyboard.type('1000000003')
    await walk.page.locator('[data-item^="admin-"]').waitFor()
    expect(await walk.page.locator('[data-item^="admin-"]').count()).toBe(1)
    await walk.look('palette-found')
    await keys('Enter')
    await walk.part('palette').waitFor({ state: 'detached' })
    await walk.page.locator('[data-account]').first().waitFor()
    expect(new URL(walk.page.url()).hash).toBe('#/admins?q=1000000003')
  })

  it('find users and applications, and go to a page by the arrows', async () => {
    await keys('Control+k')
    await walk.page.keyboard.type('13800138000')
    await walk.page.locator('[data-item^="user-"]').waitFor()
    await walk.fill('palette-input', 'app-1001')
    await item('application-app-1001').waitFor()
    await walk.fill('palette-input', '')
    await item('place-overview').waitFor()
    await keys('ArrowDown')
    await keys('Enter')
    await walk.page.waitForURL(/#\/admins$/)
  })

  it('show every shortcut, and obey g and a letter', async () => {
    await walk.part('palette').waitFor({ state: 'detached' })
    await walk.page.locator('main').focus()
    await keys('?')
    await walk.part('shortcuts').waitFor()
    await walk.look('shortcuts')
    await keys('Escape')
    await walk.part('shortcuts').waitFor({ state: 'detached' })
    await keys('g')
    await keys('o')
    await walk.part('needs').waitFor()
    expect(new URL(walk.page.url()).hash).toBe('#/overview')
  })

  it('leave keys alone that are typed into a field', async () => {
    await walk.press('nav-admins')
    await walk.page.getByRole('searchbox').first().fill('')
    await walk.page.getByRole('searchbox').first().press('g')
    await walk.page.getByRole('searchbox').first().press('o')
    await walk.page.getByRole('searchbox').first().press('?')
    expect(await walk.part('shortcuts').count()).toBe(0)
    expect(new URL(walk.page.url()).hash).toMatch(/^#\/admins/)
  })

  it('are gone at once when the desk is locked', async () => {
    await keys('Control+k')
    await walk.page.keyboard.type('chatAdmin')
    await walk.page.locator('[data-item^="admin-"]').waitFor()
    await walk.fill('palette-input', '')
    await item('action-lock').click()
    await walk.part('sign-in-password').waitFor()
    expect(await walk.text()).not.toContain('chatAdmin')
    await keys('Control+k')
    expect(await walk.part('palette').count()).toBe(0)
  })

  it('begin with the overview after signing in, and left nobody out', async () => {
    await walk.fill('sign-in-password', administrator.password)
    await walk.press('sign-in-submit')
    await walk.part('nav-overview').waitFor()
    expect(walk.barriers).toEqual([])
    expect(walk.errors).toEqual([])
  })
})
