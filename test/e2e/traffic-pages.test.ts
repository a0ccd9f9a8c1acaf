import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOfBuiltIn } from '../support/address-of-built-in.ts'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { findCanaries, makeCanary } from '../support/canary.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const browser = browserOfFile()

describe.each(walkedLanguages('en'))('in %s, what was sent to other backends', (language) => {
  let at: SignedInWalk
  let walk: Walk
  let server = ''
  const wrong = makeCanary('password of the calling admin')
  const userkey = makeCanary('userkey')
  const signature = makeCanary('signature')

  beforeAll(async () => {
    at = await openSignedIn(browser(), { language, job: 'traffic-pages' })
    ;({ walk } = at)
  })
  endAtFailure(() => walk)
  afterAll(() => at.end())

  const row = (name: string) => walk.page.locator(`[data-testid="backend-row"][data-name="${name}"]`)
  const closeDrawer = async (id: string): Promise<void> => {
    await walk.page.keyboard.press('Escape')
    await walk.part(id).waitFor({ state: 'detached' })
  }

  it('begin with a backend that the desk itself runs, called as if it were somebody else’s', async () => {
    server = await addressOfBuiltIn(walk)
    await walk.press('nav-exchanges')
    await walk.part('exchanges-empty').waitFor()
    await walk.look('exchanges-empty')
  })

  it('add a backend with its credentials, and refuse http:// beyond this machine without consent', async () => {
    await walk.press('nav-backends')
    await row('Built-in').waitFor()
    await walk.press('backend-add')
    await walk.fill('backend-name', 'IM Shanghai')
    await walk.fill('backend-url', 'http://im.example.com')
    await walk.fill('backend-calling-admin', 'imAdmin')
    await walk.fill('backend-secret-calling-password', wrong.value)
    await walk.press('backend-submit')
    await walk.part('backend-consent').waitFor()
    await walk.look('backend-consent')
    expect(await walk.part('backend-row').count()).toBe(1)
    await walk.fill('backend-url', server)
    await walk.press('backend-submit')
    await walk.part('backend-dialog').waitFor({ state: 'detached' })
    await walk.page.locator('[data-kind="calling-password"][data-state="kept"]').waitFor()
    await walk.look('backend')
  })

  it('test it, and say that it answers but refuses', async () => {
    await walk.press('backend-test')
    await walk.page.locator('[data-testid="backend-tested"][data-tone="bad"]').waitFor()
    await walk.look('backend-tested')
    await closeDrawer('backend-drawer')
    await row('IM Shanghai').locator('[data-status="rejected"]').waitFor()
    await walk.look('backends')
    expect(findCanaries('the page', await walk.text(), [wrong])).toEqual([])
  })

  it('ask each system for its own settings, with assumptions named as such', async () => {
    await walk.press('backend-add')
    await walk.part('backend-system').selectOption('shuidi')
    await walk.part('sign-rule-assumed').waitFor()
    await walk.look('backend-add-shuidi')
    await walk.part('backend-system').selectOption('nobase')
    await walk.part('applications-later').waitFor()
    await walk.look('backend-add-nobase')
    await walk.part('backend-system').selectOption('yunhu')
    await walk.fill('backend-name', 'ERP')
    await walk.fill('backend-url', `${server}/ErpServer/h5api/10001/sa2022_1`)
    await walk.fill('backend-secret-token', 'a token that nobody issued')
    await walk.fill('backend-secret-userkey', userkey.value)
    await walk.press('backend-submit')
    await walk.part('backend-dialog').waitFor({ state: 'detached' })
    await walk.press('backend-test')
    await walk.part('backend-tested').waitFor()
    await closeDrawer('backend-drawer')
  })

  it('show every request masked, with its signature explained and the contradiction it met', async () => {
    await walk.press('nav-exchanges')
    await walk.part('exchange-row').nth(1).waitFor()
    await walk.page.locator('[data-operation="yunhu.getShop"]').click()
    await walk.part('signature').waitFor()
    expect(await walk.part('signature-rule').innerText()).toBe('json={body}&key={userkey}{token}')
    expect(await walk.part('signature-pre-image').innerText()).toMatch(/^json=\{"actionName".*\}&key=\*{6}$/)
    expect(await walk.part('signature-digest').innerText()).toMatch(/^[0-9A-F]{32}$/)
    await walk.look('exchange-signed')
    expect(findCanaries('the page', await walk.text(), [wrong, userkey])).toEqual([])
    await closeDrawer('exchange-drawer')
    await walk.part('filter-operation').selectOption('openim.login')
    await walk.page.locator('[data-operation="yunhu.getShop"]').waitFor({ state: 'detached' })
    await walk.part('exchange-row').first().click()
    await walk.part('exchange-contradictions').waitFor()
    await walk.look('exchange-rejected')
    await walk.part('exchange-contradictions').locator('a').click()
  })

  it('keep the contradictions with where and when they were met', async () => {
    await walk.part('contradiction-drawer').waitFor()
    expect(await walk.part('contradiction-seen').innerText()).toContain('IM Shanghai')
    await walk.look('contradiction')
    await closeDrawer('contradiction-drawer')
    expect(await walk.part('contradiction-row').count()).toBe(11)
    await walk.part('filter-met').selectOption('yes')
    await walk.part('contradiction-row').nth(1).waitFor({ state: 'detached' })
    await walk.page.reload()
    await walk.part('contradiction-row').first().waitFor()
    expect(await walk.part('contradiction-row').count()).toBe(1)
  })

  it('show what the console of another nobase backend is recorded to be set to', async () => {
    await walk.press('nav-backends')
    await walk.press('backend-add')
    await walk.part('backend-system').selectOption('nobase')
    await walk.fill('backend-name', 'Mall')
    await walk.fill('backend-url', server)
    await walk.press('backend-submit')
    await walk.part('backend-dialog').waitFor({ state: 'detached' })
    await walk.part('applications-none').waitFor()
    for (const [appid, flag] of [
      ['app-1001', 'off'],
      ['app-1002', ''],
    ] as const) {
      await walk.press('application-add')
      await walk.fill('application-appid', appid)
      await walk.part('application-tokenValidation').selectOption(flag)
      if (flag !== '') await walk.fill('application-signature', signature.value)
      await walk.look('backend-application-add')
      await walk.press('application-submit')
      await walk.part('application-dialog').waitFor({ state: 'detached' })
      await walk.page.locator(`[data-testid="backend-application"][data-appid="${appid}"]`).waitFor()
    }
    await walk.look('backend-applications')
    expect(findCanaries('the page', await walk.text(), [signature])).toEqual([])
    await walk.press('backend-test')
    await walk.page.locator('[data-testid="backend-tested"][data-tone="ok"]').waitFor()
    await closeDrawer('backend-drawer')
    await walk.press('nav-applications')
    await walk.part('remote-row').last().scrollIntoViewIfNeeded()
    expect(await walk.part('remote-row').first().innerText()).toContain('app-1001')
    expect(await walk.part('remote-row').count()).toBe(2)
    await walk.look('applications')
  })

  it('remove a backend once its name was typed', async () => {
    await walk.press('nav-backends')
    await row('ERP').click()
    await walk.press('backend-remove')
    await walk.fill('backend-remove-name', 'ERP')
    await walk.look('backend-remove')
    await walk.press('backend-remove-confirm')
    await row('ERP').waitFor({ state: 'detached' })
    expect(await row('IM Shanghai').count()).toBe(1)
  })

  it('follow the language that is chosen beside the lock, and the system again', async () => {
    const lang = (): Promise<string> => walk.page.evaluate('document.documentElement.lang')
    const other = language === 'en' ? 'zh-CN' : 'en'
    await walk.part('language-switch').selectOption(other)
    await walk.page.locator(`html[lang="${other}"]`).waitFor()
    await walk.part('language-switch').selectOption('system')
    await walk.page.locator(`html[lang="${language}"]`).waitFor()
    await walk.page.reload()
    await walk.part('language-switch').waitFor()
    expect(await lang()).toBe(language)
  })

  it('come back after a lock at the very place, for the one who left it', async () => {
    await walk.page.evaluate('location.hash = "#/resets/new"')
    await walk.part('reset-back').waitFor()
    await walk.press('lock-button')
    await walk.fill('sign-in-password', administrator.password)
    await walk.page.keyboard.press('Enter')
    await walk.part('reset-back').waitFor()
    expect(new URL(walk.page.url()).hash).toBe('#/resets/new')
  })

  it('kept nobody out by their looks', () => {
    expect(walk.barriers).toEqual([])
    expect(walk.errors.filter((error) => !error.includes('/rpc/backends/add'))).toEqual([])
  })
})
