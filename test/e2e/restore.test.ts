import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { startPagedDesk, type PagedDesk } from '../support/paged-desk.ts'
import { putPreparedStore } from '../support/prepared-store.ts'
import { signIn } from '../support/sign-in.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { createWalker, type Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const browser = browserOfFile()

describe.each(walkedLanguages('zh-CN'))('in %s, a restore from Settings', (language) => {
  let at: PagedDesk
  let folder: ReturnType<typeof makeTempFolder>
  let walk: Walk
  let second: Walk
  let broken = false
  let backup = ''

  beforeAll(async () => {
    folder = makeTempFolder('restore')
    await putPreparedStore(folder.path, 'sample')
    at = await startPagedDesk(folder.path)
    const { open } = createWalker(browser(), language, 'restore')
    walk = await open(at.newLink())
    await signIn(walk, administrator)
    second = await open(at.newLink())
    await signIn(second, administrator)
  })
  beforeEach(() => {
    if (broken) throw new Error('a step before this one failed')
    onTestFailed(async () => {
      broken = true
      if (!walk.page.isClosed()) await walk.keepPicture('failed')
    })
  })
  afterAll(async () => {
    await at.stop()
    folder.remove()
  })

  const dialog = () => walk.part('restore-dialog')
  const themes = (of: Walk): Promise<string> =>
    of.page.evaluate<string>('document.documentElement.dataset.theme')

  it('begins with a backup, which stands in the list with whose it is', async () => {
    await walk.press('nav-settings')
    await walk.part('backups-none').waitFor()
    await walk.press('back-up-now')
    await walk.fill('step-up-password', administrator.password)
    await walk.press('step-up-submit')
    await walk.part('backup-made').waitFor()
    await walk.part('backup-row').first().waitFor()
    expect(await walk.part('backup-row').getAttribute('data-of')).toBe('this-store')
    backup = (await walk.part('settings-backup').locator('.file').innerText()).trim()
    await walk.part('settings-restore').scrollIntoViewIfNeeded()
    await walk.look('restore-list')
  })

  it('says of a file that is no backup what it is, and ends nothing', async () => {
    await walk.fill('restore-path', join(folder.path, 'nowhere.latchkey'))
    await walk.press('restore-look')
    await walk.part('settings-restore').locator('[data-code="RESTORE_REFUSED"]').waitFor()
    await walk.fill('restore-path', join(folder.path, 'store', 'desk.latchkey'))
    await walk.press('restore-look')
    await walk
      .part('settings-restore')
      .locator('[data-code="RESTORE_REFUSED"]')
      .filter({ hasText: 'desk.latchkey' })
      .waitFor()
    await walk.look('restore-refused')
    expect(await dialog().count()).toBe(0)
  })

  it('shows what the backup holds and what will not be in force, before anything happens', async () => {
    await walk.press('backup-choose')
    await dialog().waitFor()
    expect(await walk.part('restore-holds').innerText()).toMatch(/\b6\b/)
    expect(await walk.part('restore-submit').isDisabled()).toBe(true)
    await walk.fill('restore-name', 'desk')
    expect(await walk.part('restore-submit').isDisabled()).toBe(true)
    await walk.fill('restore-name', 'desk.latchkey')
    await walk.look('restore-confirm')
  })

  it('brings every page to the sign-in, with what is in force and where the old store lies', async () => {
    await walk.press('restore-submit')
    for (const page of [walk, second]) await page.part('exchanged').waitFor()
    for (const page of [walk, second]) {
      expect(await page.part('exchanged').getAttribute('data-outcome')).toBe('restored')
      expect(await page.part('exchanged-from').innerText()).toBe(backup)
      const aside = await page.part('exchanged-aside').innerText()
      expect(aside).toContain('.before-restore-')
      expect(existsSync(aside)).toBe(true)
      expect(await page.part('settings-restore').count()).toBe(0)
      expect(await page.part('nav-settings').count()).toBe(0)
    }
    await walk.look('restored')
  })

  it('goes on in the restored store, whose audit names the restore', async () => {
    await signIn(walk, administrator)
    await walk.press('nav-audit')
    await walk.part('chain').waitFor()
    const restored = language === 'en' ? 'Store restored from a backup' : '从备份恢复数据文件'
    await walk.page.locator('tr', { hasText: restored }).first().waitFor()
    await walk.press('lock-button')
    await walk.part('sign-in-name').waitFor()
    expect(await walk.part('exchanged').count()).toBe(0)
    await signIn(second, administrator)
    await second.part('nav-settings').waitFor()
  })

  it('kept nobody out by their looks', async () => {
    expect(await themes(walk)).toMatch(/light|dark/)
    expect(walk.barriers).toEqual([])
    const expected = /\/rpc\/(maintenance|session|built-in|audit|settings|overview|clipboard)/
    expect([...walk.errors, ...second.errors].filter((error) => !expected.test(error))).toEqual([])
  })
})
