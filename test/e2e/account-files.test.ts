import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { findCanaries, makeCanary } from '../support/canary.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const browser = browserOfFile()

describe.each(walkedLanguages('zh-CN'))('in %s, accounts as files', (language) => {
  let at: SignedInWalk
  let walk: Walk
  const first = makeCanary('password of an admin')
  const second = makeCanary('another password of the admin')
  const head = 'backend,userID,account,nickname,password,备注\n'

  beforeAll(async () => {
    at = await openSignedIn(browser(), { language, job: 'account-files' })
    ;({ walk } = at)
  })
  endAtFailure(() => walk)
  afterAll(() => at.end())

  const choose = async (name: string, content: string | Buffer): Promise<void> => {
    await walk
      .part('accounts-file')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  }
  const stepUp = async (): Promise<void> => {
    await walk.fill('step-up-password', administrator.password)
    await walk.press('step-up-submit')
    await walk.part('step-up').waitFor({ state: 'detached' })
  }
  const row = (line: number) => walk.page.locator(`[data-testid="plan-row"][data-line="${String(line)}"]`)

  it('begin with the sample data and another backend', async () => {
    await walk.press('nav-backends')
    await walk.press('backend-add')
    await walk.fill('backend-name', 'IM Shanghai')
    await walk.fill('backend-url', 'https://im.example.com')
    await walk.press('backend-submit')
    await walk.part('backend-drawer').waitFor()
    await walk.page.keyboard.press('Escape')
    await walk.part('backend-drawer').waitFor({ state: 'detached' })
  })

  it('are saved as the filters of the table say, without a password', async () => {
    await walk.press('nav-admins')
    await walk.fill('admins-search', 'ops')
    await walk.part('admin-row').nth(1).waitFor({ state: 'detached' })
    await walk.press('admin-files')
    await walk.part('accounts-export').waitFor()
    await walk.look('files')
    const saving = walk.page.waitForEvent('download')
    await walk.press('accounts-export')
    const text = readFileSync(await (await saving).path(), 'utf8')
    expect(text.split('\r\n')).toHaveLength(3)
    expect(text).toContain('Built-in,1000000002,opsAdmin,Ops,50')
    expect(text).not.toContain('OpenIM@123')
    await walk.part('accounts-exported').waitFor()
  })

  it('say in plain words why a file is none that can be read', async () => {
    await choose('admins.xlsx', 'PK\u0003\u0004 and so on')
    await stepUp()
    await walk.part('file-unreadable').waitFor()
    await walk.look('unreadable')
  })

  it('show what would happen to every row, and import nothing while one is wrong', async () => {
    const rows = [
      `IM Shanghai,7001,wei,魏,${first.value},x`,
      'IM Shanghai,7002,"ming, the second",,,',
      'IM Shanghai,1.86E+10,hua,,,',
      'IM Beijing,7004,lan,,,',
      'IM Shanghai,7001,wei,,,',
    ]
    await choose('admins.csv', `${head}${rows.join('\n')}\n`)
    await walk.part('plan-errors').waitFor()
    await walk.part('plan-row').nth(2).waitFor()
    expect(await walk.part('plan-row').count()).toBe(3)
    expect(await walk.part('plan-import').isDisabled()).toBe(true)
    await walk.look('errors')
    await walk.part('plan-state').selectOption('')
    await walk.part('plan-row').nth(4).waitFor()
    expect(await walk.part('plan-row').count()).toBe(5)
    await walk.look('plan')
    expect(findCanaries('the page', await walk.text(), [first])).toEqual([])
  })

  it('go in whole once they are confirmed', async () => {
    await choose('admins.csv', `${head}IM Shanghai,7001,wei,魏,${first.value},x\nIM Shanghai,7002,ming,,,\n`)
    await row(3).waitFor()
    await walk.part('plan-errors').waitFor({ state: 'detached' })
    await walk.press('plan-import')
    await walk.part('import-confirm').waitFor()
    await walk.look('confirm')
    await walk.press('import-confirm-submit')
    await walk.part('import-done').waitFor()
    await walk.look('done')
    await walk.press('nav-admins')
    await walk.page.locator('[data-testid="admin-row"]').nth(4).waitFor()
  })

  it('can be stopped while they go in, and then nothing has', async () => {
    await walk.press('admin-files')
    const rows = Array.from({ length: 10_000 }, (_, n) => `IM Shanghai,n${String(n)},many.${String(n)},,,\n`)
    await choose('many.csv', head + rows.join(''))
    await row(2).waitFor()
    await walk.press('plan-import')
    await walk.press('import-confirm-submit')
    await walk.part('import-running').waitFor()
    await walk.press('import-stop')
    await walk.part('import-stopped').waitFor()
    await walk.look('stopped')
    await walk.press('nav-admins')
    await walk.page.locator('[data-testid="admin-row"]').nth(4).waitFor()
    expect(await walk.part('admin-row').count()).toBe(5)
  })

  it('replace a password of the vault only when that is chosen and its number is typed', async () => {
    await walk.press('admin-files')
    await choose('again.csv', `${head}IM Shanghai,7001,wei,魏,${second.value},\n`)
    await walk.part('plan-nothing').waitFor()
    await walk.press('plan-replace')
    await walk.part('plan-nothing').waitFor({ state: 'detached' })
    await walk.press('plan-import')
    expect(await walk.part('import-confirm-submit').isDisabled()).toBe(true)
    await walk.look('replace')
    await walk.fill('import-confirm-count', '1')
    await walk.press('import-confirm-submit')
    await walk.part('import-done').waitFor()
    expect(findCanaries('the page', await walk.text(), [first, second])).toEqual([])
  })

  it('are read from what is pasted as well, and for users too', async () => {
    await walk.press('nav-users')
    await walk.press('user-files')
    await walk.part('accounts-paste').locator('summary').click()
    await walk.look('users')
    const rows = ['app-1001,13800138000,13800138000,Ming Li', 'app-1002,ming,13800138000,Ming']
    const pasted = `appid,account,phone,nickname\n${rows.join('\n')}\n`
    await walk.fill('accounts-pasted', pasted.replace('app-1002', 'app-9999'))
    await walk.press('accounts-use-pasted')
    await walk.part('plan-errors').waitFor()
    await walk.press('plan-cancel')
    const area = walk.part('accounts-pasted').locator('textarea')
    expect(await area.inputValue()).toBe(pasted.replace('app-1002', 'app-9999'))
    await walk.look('users-pasted-again')
    await walk.fill('accounts-pasted', pasted)
    await walk.press('accounts-use-pasted')
    await row(3).waitFor()
    expect(await walk.part('plan-row-warning').count()).toBe(2)
    expect(await row(2).count()).toBe(0)
    await walk.look('users-warned')
    await walk.press('plan-import')
    await walk.part('import-confirm').waitFor()
    await walk.look('users-warned-confirm')
    await walk.page.keyboard.press('Escape')
    await walk.part('import-confirm').waitFor({ state: 'detached' })
    await walk.part('plan-state').selectOption('')
    await row(2).waitFor()
    await walk.look('users-plan')
    expect(await row(2).getAttribute('data-state')).toBe('changed')
  })

  it('kept nobody out by their looks', () => {
    expect(walk.barriers).toEqual([])
    expect(walk.errors.filter((error) => !error.includes('/rpc/accountFiles/'))).toEqual([])
  })
})
