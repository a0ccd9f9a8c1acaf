import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOfBuiltIn } from '../support/address-of-built-in.ts'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { asCanary, findCanaries } from '../support/canary.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import type { Walk } from '../support/walk.ts'

const appid = 'app-1001'
const account = '13800138000'
const refused = { code: 405, msg: 'fail', data: '当前管理员不允许用户修改密码' }
/** A wrong password: an application that allows the change goes on to compare it, and changes nothing. */
const wrongPassword = 'NotThePassword9'

const browser = browserOfFile()

describe.each(['en', 'zh-CN'])('in %s, the pages of the built-in directory', (language) => {
  let at: SignedInWalk
  let walk: Walk
  let builtIn = ''
  let token = ''

  beforeAll(async () => {
    at = await openSignedIn(browser(), { language, job: 'directory-pages' })
    ;({ walk } = at)
  })
  endAtFailure(() => walk)
  afterAll(() => at.end())

  const row = (part: string) => walk.page.locator(`[data-appid="${appid}"]`).getByTestId(part)
  const saveWith = async (reason: string): Promise<void> => {
    await walk.fill('application-reason', reason)
    await walk.press('application-save')
    await walk.part('application-dialog').waitFor({ state: 'detached' })
  }

  it('begin with the sample data', async () => {
    await walk.press('nav-applications')
    await row('application-edit').waitFor()
    builtIn = await addressOfBuiltIn(walk)
    expect(await changePassword(builtIn)).toMatchObject({ code: 404, data: '用户账号密码错误!' })
  })

  it('switch the change of passwords off, with what callers will get shown before', async () => {
    await row('application-edit').click()
    await walk.press('application-allow-password-change')
    expect(await walk.part('application-effects').innerText()).toContain(`405 ${refused.data}`)
    await walk.look('application-dialog')
    expect(await changePassword(builtIn)).toMatchObject({ code: 404 })
    await saveWith('too many complaints')
    expect(await changePassword(builtIn)).toEqual(refused)
    await walk.part('application-undo').waitFor()
    await walk.look('application-saved')
  })

  it('take it back, with a reason of its own', async () => {
    await walk.press('application-undo')
    await walk.look('application-undo')
    expect(await walk.part('application-save').isDisabled()).toBe(true)
    await saveWith('it was the wrong application')
    expect(await changePassword(builtIn)).toMatchObject({ code: 404, data: '用户账号密码错误!' })
  })

  it('find a user and issue a token, once the password was given', async () => {
    await walk.press('nav-users')
    await walk.part('users-table').waitFor()
    await walk.fill('users-search', account)
    await walk.part('user-row').nth(1).waitFor({ state: 'detached' })
    expect(await walk.part('user-row').count()).toBe(1)
    await walk.page.locator(`[data-testid="user-row"][data-account="${account}"]`).click()
    await walk.press('token-issue')
    await walk.fill('step-up-password', administrator.password)
    await walk.press('step-up-submit')
    token = (await walk.part('token-value').innerText()).trim()
    await walk.page.locator('[data-testid="token-row"][data-state="live"]').waitFor()
    await walk.look('token-issued')
  })

  it('revoke every token, and show the new one never again', async () => {
    await walk.press('token-revoke-all')
    await walk.fill('token-revoke-name', account)
    await walk.look('token-revoke-all')
    await walk.press('token-revoke-confirm')
    await walk.page.locator('[data-testid="token-row"][data-state="revoked"]').waitFor()
    expect(await walk.page.locator('[data-testid="token-row"][data-state="live"]').count()).toBe(0)
    await walk.page.keyboard.press('Escape')
    await walk.part('user-drawer').waitFor({ state: 'detached' })
    expect(findCanaries('the page', await walk.text(), [asCanary('token', token)])).toEqual([])
  })

  it('show what the built-in backend was asked, masked, and follow it', async () => {
    await walk.press('nav-built-in')
    await walk.part('request-row').first().waitFor()
    const before = await walk.part('request-row').count()
    await changePassword(builtIn)
    await walk.part('request-row').nth(before).waitFor()
    await walk.page.locator('[data-path="/api/user/new_pass"] button').first().click()
    await walk.part('request-details').waitFor()
    expect(await walk.part('request-details').innerText()).toContain(appid)
    await walk.look('requests')
    expect(findCanaries('the page', await walk.text(), [asCanary('password', wrongPassword)])).toEqual([])
  })

  it('mark what was edited from outside, and say what to do', async () => {
    const store = new Database(join(at.folder, 'store', 'desk.latchkey'))
    store
      .prepare('UPDATE directory_applications SET token_validation = 1 - token_validation WHERE appid = ?')
      .run(appid)
    store.prepare('UPDATE backends SET url = ?').run('https://collects-passwords.example')
    store.close()
    await walk.press('nav-applications')
    await row('application-damaged').waitFor()
    expect(await row('application-edit').count()).toBe(0)
    expect(await walk.part('application-edit').count()).toBeGreaterThan(0)
    await walk.look('application-damaged')
    await walk.press('nav-backends')
    await walk.part('backend-damaged').waitFor()
    expect(await walk.text()).not.toContain('collects-passwords')
    await walk.look('backend-damaged')
  })

  it('kept nobody out by their looks', () => {
    expect(walk.barriers).toEqual([])
    expect(walk.errors.filter((error) => !error.includes('/rpc/users/issueToken'))).toEqual([])
  })
})

async function changePassword(backend: string): Promise<unknown> {
  const answer = await fetch(`${backend}/api/user/new_pass`, {
    method: 'POST',
    body: new URLSearchParams({
      appid,
      signature: 'sig-1001',
      user: account,
      pass: wrongPassword,
      newpass: 'BrandNew789',
    }),
  })
  return answer.json()
}
