import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'
import type { Walk } from '../support/walk.ts'

const wrong = 'not the password at all'

const browser = browserOfFile()

describe.each(walkedLanguages('zh-CN'))(
  'in %s, what is pressed stays under the pointer when it fails',
  (language) => {
    let at: SignedInWalk
    let walk: Walk
    beforeAll(async () => {
      at = await openSignedIn(browser(), { language, job: 'held-still' })
      walk = at.walk
    })
    endAtFailure(() => walk)
    afterAll(() => at.end())

    const topOf = async (part: Locator): Promise<number> => (await part.boundingBox())?.y ?? Number.NaN
    const inSight = async (part: Locator): Promise<boolean> => {
      const box = await part.boundingBox()
      return box !== null && box.y >= 0 && box.y + box.height <= (walk.page.viewportSize()?.height ?? 0)
    }
    const pressAndFail = async (id: string, alert: Locator): Promise<number> => {
      await Promise.all([
        walk.page.waitForResponse((answer) => answer.url().includes('/rpc/') && !answer.ok()),
        walk.press(id),
      ])
      await alert.waitFor()
      expect(await inSight(alert)).toBe(true)
      return topOf(walk.part(id))
    }
    /** Presses a button that fails, twice, and gives how far it ever moved from where it was. */
    const moves = async (id: string, alert: Locator, again: () => Promise<void>): Promise<number> => {
      // A dialog that is still opening is not where it will be: a trial waits until it stands.
      await walk.part(id).click({ trial: true })
      const before = await topOf(walk.part(id))
      const first = await pressAndFail(id, alert)
      await walk.keepPicture(`held-${id}`)
      await again()
      const second = await pressAndFail(id, alert)
      return Math.max(Math.abs(first - before), Math.abs(second - before))
    }
    const leave = async (): Promise<void> => {
      await walk.page.keyboard.press('Escape')
      await walk.page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    const alertIn = (place: string): Locator => walk.page.locator(`${place} [role="alert"]`)

    it('at the change of the own password, in a dialog', async () => {
      await walk.press('nav-settings')
      await walk.press('own-password-open')
      await walk.page.locator('[role="dialog"] [data-rule]').first().waitFor()
      const fill = async (): Promise<void> => {
        await walk.fill('own-password-current', wrong)
        await walk.fill('own-password-next', 'seven lanterns over the harbour')
      }
      await fill()
      expect(await moves('own-password-submit', alertIn('[role="dialog"]'), fill)).toBeLessThan(2)
      await leave()
    })

    it('where the password is asked for again, in a dialog above a page', async () => {
      await walk.press('nav-admins')
      await walk.part('reveal-open').first().click()
      const fill = (): Promise<void> => walk.fill('step-up-password', wrong)
      await fill()
      expect(await moves('step-up-submit', alertIn('[data-testid="step-up"]'), fill)).toBeLessThan(2)
      await walk.page.keyboard.press('Escape')
      await walk.part('step-up').waitFor({ state: 'detached' })
      await leave()
    })

    it('in a dialog that is as high as the window', async () => {
      await walk.page.setViewportSize({ width: 1024, height: 480 })
      await walk.press('nav-backends')
      await walk.press('backend-add')
      await walk.fill('backend-name', 'Elsewhere')
      await walk.fill('backend-url', 'not an address')
      const fill = (): Promise<void> => walk.fill('backend-url', 'no address either')
      const failure = walk.part('backend-dialog').getByTestId('failure')
      expect(await moves('backend-submit', failure, fill)).toBeLessThan(2)
      await leave()
      await walk.page.setViewportSize({ width: 1024, height: 700 })
    })

    it('at the settings, on a page', async () => {
      await walk.press('nav-settings')
      await walk.fill('settings-anchors', 'no whole path')
      await walk.press('settings-audit-save')
      await walk.fill('step-up-password', administrator.password)
      await walk.press('step-up-submit')
      const failure = walk.part('settings-audit').getByTestId('failure')
      await failure.waitFor()
      expect(await inSight(failure)).toBe(true)
      expect(await topOf(failure)).toBeGreaterThan(await topOf(walk.part('settings-audit-save')))
    })

    it('at the sign-in, on a page of its own', async () => {
      await walk.press('lock-button')
      await walk.part('sign-in-password').waitFor()
      const fill = async (): Promise<void> => {
        await walk.fill('sign-in-name', administrator.name)
        await walk.fill('sign-in-password', wrong)
      }
      await fill()
      expect(await moves('sign-in-submit', walk.part('failure'), fill)).toBeLessThan(2)
    })
  },
)
