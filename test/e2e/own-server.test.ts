import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import { startTestDesk, type TestDesk } from '../support/test-desk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const changed = 'Still-lanterns_over-9-boats'
const admin = { account: 'opsAdmin', password: 'OpenIM@123', userID: '1000000002' }

const browser = browserOfFile()
let company: TestDesk
let url: string

/** Says whether the company's server takes a password of the admin. */
async function takes(password: string): Promise<boolean> {
  const answer = await fetch(`${url}/account/login`, {
    method: 'POST',
    headers: { operationID: 'test', 'Content-Type': 'application/json' },
    body: JSON.stringify({ account: admin.account, password }),
  })
  return JSON.stringify(await answer.json()).includes('"errCode":0,')
}

describe.each(walkedLanguages('zh-CN'))(
  'in %s, from an empty store to the company’s own server',
  (language) => {
    let at: SignedInWalk
    let walk: Walk
    beforeAll(async () => {
      company = await startTestDesk()
      await company.desk.builtIn.start(company.ada.name)
      url = company.desk.builtIn.state().url ?? ''
      at = await openSignedIn(browser(), { language, job: 'own-server', people: 'nobody' })
      walk = at.walk
    })
    endAtFailure(() => walk)
    afterAll(async () => {
      await at.end()
      await company.end()
    })

    it('is led from the overview and from the empty table to the backends', async () => {
      await walk.press('nav-overview')
      await walk.part('needs').locator('a[href$="/backends"]').waitFor()
      await walk.press('nav-admins')
      await walk.part('admins-empty').waitFor()
      await walk.look('nobody-yet')
      await walk.press('own-backend')
      await walk.part('backend-add').waitFor()
    })

    it('adds the server, and is offered to enter an admin there', async () => {
      await walk.press('backend-add')
      await walk.fill('backend-name', 'Company IM')
      await walk.fill('backend-url', url)
      await walk.press('backend-submit')
      await walk.part('backend-enter-admin').waitFor()
      await walk.look('added')
      await walk.press('backend-enter-admin')
    })

    it('learns the user ID from the server itself, and not with a wrong password', async () => {
      await walk.fill('admin-account', admin.account)
      await walk.fill('admin-password', 'not this one')
      await walk.press('admin-look-up')
      await walk.part('admin-not-looked-up').waitFor()
      await walk.look('refused')
      await walk.fill('admin-password', admin.password)
      expect(await walk.part('admin-not-looked-up').count()).toBe(0)
      await walk.press('admin-look-up')
      await walk.part('admin-looked-up').waitFor()
      await walk.look('looked-up')
      expect(await walk.part('admin-looked-up').innerText()).toContain(admin.userID)
      await walk.press('admin-submit')
      await walk.part('admin-entered').waitFor()
      expect(await walk.part('backend-drawer').count()).toBe(0)
      await walk.look('entered')
    })

    it('changes the password there, which is then in force alone', async () => {
      await walk.press('admin-entered-open')
      await walk.press('change-open')
      await walk.fill('change-new-typed', changed)
      await walk.press('change-dry-run')
      await walk.fill('change-confirm-name', admin.account)
      await walk.press('change-send')
      await walk.page.locator('[data-testid="outcome-panel"][data-status="succeeded"]').waitFor()
      expect(await takes(changed)).toBe(true)
      expect(await takes(admin.password)).toBe(false)
    })

    it('is led elsewhere only by somebody who gives their password again', async () => {
      await walk.press('change-close')
      await walk.page.keyboard.press('Escape')
      await walk.press('nav-backends')
      await walk.page.locator('[data-testid="backend-row"]', { hasText: 'Company IM' }).click()
      await walk.press('backend-edit')
      await walk.fill('backend-name', 'Company IM, moved')
      await walk.press('backend-submit')
      await walk.part('step-up-password').waitFor()
      await walk.look('asked-again')
      await walk.fill('step-up-password', administrator.password)
      await walk.press('step-up-submit')
      await walk.part('backend-submit').waitFor({ state: 'detached' })
      await walk.page.locator('[data-testid="backend-row"]', { hasText: 'Company IM, moved' }).waitFor()
    })

    it('kept nobody out by its looks', () => {
      expect(walk.barriers).toEqual([])
      // The page asks for the password where the desk does: a browser takes that answer for an error.
      expect(walk.errors.filter((error) => !error.includes('/rpc/backends/edit'))).toEqual([])
    })
  },
)
