import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const mistaken = {
  account: 'chatAdmni',
  userID: '987654321',
  password: `Quiet-Orchard-${crypto.randomUUID()}`,
}

const browser = browserOfFile()

describe.each(walkedLanguages('en'))('in %s, an admin that was entered by mistake', (language) => {
  let at: SignedInWalk
  let walk: Walk
  beforeAll(async () => {
    at = await openSignedIn(browser(), { language, job: 'remove-entry' })
    walk = at.walk
  })
  endAtFailure(() => walk)
  afterAll(() => at.end())

  const row = () => walk.page.locator(`[data-testid="admin-row"][data-user-id="${mistaken.userID}"]`)

  it('is entered at a backend of one’s own', async () => {
    await walk.press('nav-backends')
    await walk.press('backend-add')
    await walk.fill('backend-name', 'IM elsewhere')
    await walk.fill('backend-url', 'http://127.0.0.1:9')
    await walk.press('backend-submit')
    await walk.part('backend-dialog').waitFor({ state: 'detached' })
    await walk.press('backend-enter-admin')
    await walk.fill('admin-account', mistaken.account)
    await walk.fill('admin-user-id', mistaken.userID)
    await walk.fill('admin-password', mistaken.password)
    await walk.press('admin-submit')
    await walk.part('admin-submit').waitFor({ state: 'detached' })
    await walk.press('nav-admins')
    await row().waitFor()
  })

  it('is offered to be taken out in its history, and those of the built-in backend are not', async () => {
    await walk.page.locator('[data-account="chatAdmin"]').getByTestId('history-open').click()
    await walk.part('history-drawer').waitFor()
    await walk.part('history-drawer').locator('.empty').waitFor()
    expect(await walk.part('admin-remove').count()).toBe(0)
    await walk.page.keyboard.press('Escape')
    await walk.part('history-drawer').waitFor({ state: 'detached' })
    await row().getByTestId('history-open').click()
    await walk.part('admin-remove').waitFor()
    await walk.look('history')
  })

  it('stays where another name is typed, or the dialog is left', async () => {
    await walk.press('admin-remove')
    await walk.fill('admin-remove-name', 'chatAdmin')
    expect(await walk.part('admin-remove-confirm').isDisabled()).toBe(true)
    await walk.look('asked')
    await walk.page.keyboard.press('Escape')
    await walk.part('admin-remove-confirm').waitFor({ state: 'detached' })
    await row().waitFor()
    await walk.part('admin-remove').waitFor()
  })

  it('stays where the own password is not given', async () => {
    await walk.press('admin-remove')
    await walk.fill('admin-remove-name', mistaken.account)
    await walk.press('admin-remove-confirm')
    await walk.part('step-up-password').waitFor()
    await walk.look('step-up')
    await walk.page.keyboard.press('Escape')
    await walk.part('step-up').waitFor({ state: 'detached' })
    await walk.part('admin-remove-confirm').waitFor()
    await row().waitFor()
  })

  it('goes once its name and the own password are given, with the drawer', async () => {
    await walk.press('admin-remove-confirm')
    await walk.fill('step-up-password', administrator.password)
    await walk.press('step-up-submit')
    await walk.part('history-drawer').waitFor({ state: 'detached' })
    await row().waitFor({ state: 'detached' })
    expect(await walk.part('admin-row').count()).toBe(3)
    await walk.look('gone')
    expect(await walk.text()).not.toContain(mistaken.userID)
  })

  it('is kept in the audit, without its password', async () => {
    await walk.press('nav-audit')
    await walk.page.locator('[data-action="admin.removed"]').click()
    await walk.part('event-drawer').waitFor()
    await walk.look('audit')
    const told = await walk.text()
    expect(told).toContain(mistaken.userID)
    expect(told).not.toContain(mistaken.password)
  })

  it('kept nobody out by its looks, and failed only where the own password was still to be given', () => {
    expect(walk.barriers).toEqual([])
    const asksPassword =
      'Failed to load resource: the server responded with a status of 403 (Forbidden) /rpc/admins/remove'
    expect(walk.errors).toEqual([asksPassword, asksPassword])
    expect(walk.console()).not.toContain(mistaken.password)
  })
})
