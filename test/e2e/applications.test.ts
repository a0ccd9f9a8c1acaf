import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOfBuiltIn } from '../support/address-of-built-in.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const appid = 'app-1001'
const account = '13800138000'
const notAllowed = { code: 405, data: '当前管理员不允许用户修改密码' }

const browser = browserOfFile()

describe.each(walkedLanguages('zh-CN'))('in %s, the settings of an application', (language) => {
  let at: SignedInWalk
  let walk: Walk
  let builtIn = ''

  beforeAll(async () => {
    at = await openSignedIn(browser(), { language, job: 'applications' })
    ;({ walk } = at)
  })
  endAtFailure(() => walk)
  afterAll(() => at.end())

  const call = async (operation: string, given: Record<string, string>): Promise<unknown> => {
    const body = new URLSearchParams({ appid, signature: 'sig-1001', ...given })
    return (await fetch(`${builtIn}/api/user/${operation}`, { method: 'POST', body })).json()
  }
  const edit = () => walk.page.locator(`[data-appid="${appid}"]`).getByTestId('application-edit')
  const sign = language === 'zh-CN' ? '次' : '×'
  const group = (text: string) => walk.part('recent-group').filter({ hasText: text })

  it('begin with callers who use it', async () => {
    builtIn = await addressOfBuiltIn(walk)
    const user = { user: account, pass: 'OldPass456' }
    expect(await call('login', user)).toMatchObject({ code: 200 })
    expect(await call('update_sign', { ...user, newsign: 'hello' })).toMatchObject({ code: 200 })
    expect(await call('new_pass', { ...user, pass: 'wrong', newpass: 'x1' })).toMatchObject({ code: 404 })
    expect(await call('new_pass', { ...user, newpass: 'OldPass456' })).toMatchObject({ code: 200 })
    expect(await call('new_pass', { ...user, newpass: 'OldPass456' })).toMatchObject({ code: 200 })
  })

  it('show what a change would have done to them before it is saved', async () => {
    await walk.press('nav-applications')
    await edit().click()
    await walk.part('application-dialog').waitFor()
    await walk.look('unchanged')
    expect(await walk.part('recent-requests').count()).toBe(0)
    await walk.press('application-allow-password-change')
    await group(`2 ${sign}`).waitFor()
    expect(await group(`2 ${sign}`).innerText()).toContain(`${String(notAllowed.code)} ${notAllowed.data}`)
    expect(await group(`1 ${sign}`).innerText()).toContain('用户账号密码错误!')
    await walk.look('password-change-off')
    await walk.part('recent-newest').locator('summary').click()
    expect(await walk.part('recent-row').count()).toBe(3)
    await walk.part('recent-row').last().scrollIntoViewIfNeeded()
    await walk.look('newest')
  })

  it('judge each operation by its own rule', async () => {
    await walk.press('application-allow-password-change')
    await walk.press('application-token-validation')
    await group('updateSign').waitFor()
    expect(await walk.part('recent-group').count()).toBe(1)
    expect(await group('updateSign').innerText()).toContain('204 接口参数错误:缺少token')
    await walk.look('token-validation-on')
    await walk.press('application-token-validation')
    await walk.part('recent-requests').waitFor({ state: 'detached' })
  })

  it('save with a reason only, and what was said comes true', async () => {
    await walk.press('application-allow-password-change')
    expect(await call('new_pass', { user: account, pass: 'wrong', newpass: 'x1' })).toMatchObject({
      code: 404,
    })
    expect(await walk.part('application-save').isDisabled()).toBe(true)
    await walk.fill('application-reason', 'too many complaints')
    await walk.press('application-save')
    await walk.part('application-saved').waitFor()
    await walk.look('saved')
    expect(await call('new_pass', { user: account, pass: 'wrong', newpass: 'x1' })).toMatchObject(notAllowed)
  })

  it('can be taken back, and name every answer where it is not known which', async () => {
    await walk.press('application-undo')
    await group(`1 ${sign}`).first().waitFor()
    await walk.look('undo')
    await walk.part('recent-newest').locator('summary').click()
    const since = walk.part('recent-row').filter({ has: walk.part('recent-answered') })
    expect(await since.count()).toBe(4)
    await since.last().scrollIntoViewIfNeeded()
    await walk.look('undo-newest')
    await walk.fill('application-reason', 'it was the wrong application')
    await walk.press('application-save')
    await walk.part('application-dialog').waitFor({ state: 'detached' })
    expect(await walk.part('application-undo').count()).toBe(0)
    expect(await call('new_pass', { user: account, pass: 'wrong', newpass: 'x1' })).toMatchObject({
      code: 404,
    })
  })

  it('are found by name, and the address keeps what was looked for', async () => {
    await walk.fill('applications-search', 'nobody')
    await walk.part('applications-empty').waitFor()
    expect(walk.page.url()).toContain('q=nobody')
    await walk.look('nothing-found')
    await walk.press('clear-filters')
    await edit().waitFor()
    expect(walk.page.url()).not.toContain('q=')
  })

  it('kept nobody out by their looks', () => {
    expect(walk.barriers).toEqual([])
    expect(walk.errors).toEqual([])
  })
})
