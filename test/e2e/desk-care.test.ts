import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { asCanary, findCanaries, makeCanary } from '../support/canary.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const browser = browserOfFile()

describe.each(walkedLanguages('en'))('in %s, the care of a desk', (language) => {
  let at: SignedInWalk
  let walk: Walk
  let oneTime = ''
  let backup = ''
  let publicKey = ''
  const other = { name: 'lin.support', own: makeCanary('own').value }

  beforeAll(async () => {
    at = await openSignedIn(browser(), { language, job: 'desk-care' })
    ;({ walk } = at)
  })
  endAtFailure(() => walk)
  afterAll(() => at.end())

  const operatorRow = (name: string) => walk.page.locator(`[data-testid="operator-row"][data-name="${name}"]`)
  const saved = async (id: string): Promise<string> => {
    const [download] = await Promise.all([walk.page.waitForEvent('download'), walk.press(id)])
    return readFileSync(await download.path(), 'utf8')
  }
  const giveKeyBack = async (): Promise<string> => {
    const key = (await walk.part('recovery-key').innerText()).trim()
    await walk.fill('recovery-key-typed', key)
    await walk.press('recovery-key-confirm')
    return key
  }

  it('begins with a setting that is saved once the password was given', async () => {
    await walk.press('nav-settings')
    await walk.part('settings-protection').waitFor()
    expect(await walk.part('settings-protection-save').isDisabled()).toBe(true)
    await walk.fill('settings-idle', '20')
    await walk.press('settings-protection-save')
    await walk.fill('step-up-password', administrator.password)
    await walk.press('step-up-submit')
    await walk.part('settings-protection').getByRole('status').waitFor()
    await walk.part('settings-protection').scrollIntoViewIfNeeded()
    await walk.look('settings-saved')
  })

  it('refuses a folder that cannot be, and says that nothing was changed', async () => {
    await walk.fill('settings-folder', 'not/absolute')
    await walk.press('settings-backup-save')
    await walk.part('settings-backup').locator('[data-code="FOLDER_REFUSED"]').waitFor()
    await walk.press('settings-backup-undo')
    expect(await walk.part('settings-backup').locator('[data-testid="failure"]').count()).toBe(0)
  })

  it('backs up, says where, and how to restore', async () => {
    await walk.press('back-up-now')
    await walk.part('backup-made').waitFor()
    const last = walk.part('settings-backup').locator('.file')
    await last.waitFor()
    backup = (await last.innerText()).trim()
    await walk.part('restore-help').locator('summary').click()
    const command = await walk.part('restore-help').locator('code').innerText()
    expect(command).toContain(
      `restore --from "${backup}" --store "${join(at.folder, 'store', 'desk.latchkey')}"`,
    )
    await walk.part('restore-help').scrollIntoViewIfNeeded()
    await walk.look('settings-backup')
  })

  it('hands out the public key', async () => {
    publicKey = await saved('public-key-save')
    expect(publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/)
  })

  it('makes the recovery key anew, and asks for it back', async () => {
    await walk.press('recovery-key-anew')
    await walk.part('recovery-key').waitFor()
    await walk.look('recovery-key-anew')
    expect(await giveKeyBack()).not.toBe(at.recoveryKey)
    await walk.part('settings-recovery').waitFor()
    expect(await walk.part('key-unproven').count()).toBe(0)
  })

  it('lists what is found against passwords, with a way to mend it', async () => {
    await walk.press('nav-audit')
    await walk.part('chain').waitFor()
    expect(await saved('audit-export-csv')).toContain('settings.changed')
    expect((await saved('audit-export-json')).trim().split('\n').length).toBeGreaterThan(5)
    expect(await saved('audit-report')).toContain('<html')
    await walk.press('audit-tab-findings')
    await walk.part('finding-row').first().waitFor()
    await walk.part('finding-same').first().click()
    await walk.part('findings-same').waitFor()
    expect(walk.page.url()).toMatch(/same=admin\./)
    const sharing = walk.part('finding-row').locator('.account')
    expect(await sharing.allInnerTexts()).toEqual(['chatAdmin', 'nightAdmin', 'opsAdmin'])
    await walk.look('findings-same')
    await walk.press('findings-same-leave')
    await walk.part('findings-same').waitFor({ state: 'detached' })
    await walk.part('finding-change').first().click()
    await walk.part('admins-table').waitFor()
    expect(walk.page.url()).toContain('/admins?q=')
  })

  it('verifies another file with a key from outside, and tells a wrong file', async () => {
    await walk.press('nav-audit')
    await walk.press('audit-tab-copy')
    await walk.fill('copy-path', join(at.folder, 'nowhere.latchkey'))
    await walk.press('copy-verify')
    await walk.part('copy-failure').waitFor()
    await walk.look('copy-failed')
    await walk.fill('copy-path', backup)
    await walk.fill('copy-key', publicKey)
    await walk.press('copy-verify')
    await walk.part('audit-verdict').waitFor()
    await walk.look('copy-verified')
    expect(await walk.part('audit-verdict').getAttribute('data-verdict')).not.toBe('tampered')
  })

  it('gives an operator a new one-time password, shown once', async () => {
    await walk.press('nav-operators')
    await walk.press('operator-add')
    await walk.fill('operator-name', other.name)
    await walk.press('operator-submit')
    const firstOne = (await walk.part('one-time-password').innerText()).trim()
    await walk.press('one-time-done')
    await walk.part('one-time-dialog').waitFor({ state: 'detached' })
    await operatorRow(other.name).waitFor()
    await operatorRow(other.name).click()
    await walk.part('operator-role').waitFor()
    await walk.look('operator-drawer')
    await walk.press('operator-role')
    await walk.press('role-support')
    expect(await walk.part('slot-submit').isDisabled()).toBe(true)
    await walk.fill('slot-name', other.name)
    await walk.look('operator-role')
    await walk.press('slot-submit')
    oneTime = (await walk.part('one-time-password').innerText()).trim()
    expect(oneTime).not.toBe(firstOne)
    await walk.look('one-time-password')
    await walk.press('one-time-done')
    await walk.part('one-time-dialog').waitFor({ state: 'detached' })
    expect(findCanaries('the page', await walk.text(), [asCanary('one-time password', oneTime)])).toEqual([])
  })

  it('tells of a row that was changed from outside', async () => {
    const store = new Database(join(at.folder, 'store', 'desk.latchkey'))
    store.prepare(`UPDATE desk_settings SET value = '43200000' WHERE name = 'idleLockMs'`).run()
    store.close()
    await walk.press('nav-settings')
    await walk.part('settings-protection').getByRole('alert').waitFor()
    await walk.part('settings-protection').scrollIntoViewIfNeeded()
    await walk.look('settings-edited')
    await walk.press('nav-audit')
    await walk.press('audit-verify')
    await walk.part('audit-bad-rows').waitFor()
    await walk.look('rows-edited')
    expect(await walk.part('audit-bad-rows').innerText()).toContain(
      language === 'en' ? 'row Idle lock' : '行 无操作自动锁定',
    )
  })

  it('lets nobody on by a one-time password before they have set their own', async () => {
    await walk.press('lock-button')
    await walk.fill('sign-in-name', other.name)
    await walk.fill('sign-in-password', oneTime)
    await walk.press('sign-in-submit')
    await walk.part('own-password-page').waitFor()
    await walk.page.evaluate(`location.hash = '#/audit'`)
    await walk.part('own-password-page').waitFor()
    expect(await walk.part('chain').count()).toBe(0)
    // It was typed a moment ago.
    expect(await walk.part('own-password-current').count()).toBe(0)
    await walk.fill('own-password-next', other.own)
    await walk.look('own-password')
    await walk.press('own-password-submit')
    await walk.part('nav-audit').waitFor()
    expect(await walk.part('nav-operators').count()).toBe(0)
    await walk.press('nav-settings')
    await walk.part('public-key-save').waitFor()
    expect(await walk.part('settings-protection').count()).toBe(0)
    expect(await walk.part('settings-restore').count()).toBe(0)
    await walk.look('settings-support')
  })

  it('kept nobody out by their looks', () => {
    expect(walk.barriers).toEqual([])
    // The browser reports each answer that is a failure: of steps that ask for a password, and of the wrong file.
    const asked = /\/rpc\/(settings\/|maintenance\/|audit\/(listCopy|copyFacets)$)/
    expect(walk.errors.filter((error) => !asked.test(error))).toEqual([])
  })
})
