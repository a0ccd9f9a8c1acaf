import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const browser = browserOfFile()
const sam = { name: 'sam', password: 'a lantern over still water' }

describe.each(walkedLanguages('zh-CN'))('in %s, whoever is new here', (language) => {
  let at: SignedInWalk
  let walk: Walk
  let asShown = ''

  beforeAll(async () => {
    at = await openSignedIn(browser(), { language, job: 'newcomers', people: 'nobody' })
    ;({ walk } = at)
  })
  endAtFailure(() => walk)
  afterAll(() => at.end())

  /** Waits until a part stands whole in the window, without anybody having scrolled. */
  const seesWhole = async (id: string): Promise<void> => {
    await walk.part(id).waitFor()
    await expect
      .poll(async () => {
        const box = await walk.part(id).boundingBox()
        return box !== null && box.y >= 0 && box.y + box.height <= 700
      })
      .toBe(true)
  }

  it('is led from a missing backup to the button that makes one', async () => {
    await walk.press('nav-overview')
    await walk.page.locator('[data-need="backup"]').getByRole('link').click()
    await walk.page.locator('[data-testid="back-up-now"]:focus').waitFor()
    await seesWhole('back-up-now')
  })

  it('finds the sample data in view while there is nobody, and where it was once it is in', async () => {
    await walk.press('nav-built-in')
    await seesWhole('sample-load')
    // The page before it was read far down.
    expect(await walk.page.evaluate(`document.querySelector('main').scrollTop`)).toBe(0)
    await walk.look('nobody')
    await walk.press('sample-load')
    await seesWhole('sample-remove')
  })

  it('is told in the sign-in page who else can help', async () => {
    await walk.press('nav-operators')
    await walk.press('operator-add')
    await walk.fill('operator-name', sam.name)
    await walk.press('role-support')
    await walk.press('operator-submit')
    await walk.fill('step-up-password', administrator.password)
    await walk.press('step-up-submit')
    await walk.part('one-time-password').waitFor()
    asShown = (await walk.part('one-time-password').locator('.group').allInnerTexts()).join(' ')
    await walk.press('one-time-done')
    await walk.part('one-time-dialog').waitFor({ state: 'detached' })
    await walk.page.keyboard.press('Control+l')
    await walk.part('sign-in-name').waitFor()
    await walk.page.evaluate(`location.hash = '#/forgot-password'`)
    await walk.part('recover-others').waitFor()
    await walk.look('forgotten')
  })

  it('gets in with a one-time password that is typed as it was shown', async () => {
    expect(asShown).toMatch(/^(\w{4} ){4}\w{4}$/)
    await walk.page.evaluate(`location.hash = '#/sign-in'`)
    await walk.fill('sign-in-name', sam.name)
    await walk.fill('sign-in-password', asShown)
    await walk.press('sign-in-submit')
    await walk.fill('own-password-next', sam.password)
    await walk.press('own-password-submit')
    await walk.part('nav-resets').waitFor()
  })

  /** Fills in a request by the way without a code. */
  const askWithoutCode = async (account: string): Promise<void> => {
    await walk.press('nav-resets')
    await walk.press('reset-new')
    await walk.part('reset-way-nobase').check()
    await walk.part('reset-person').focus()
    await walk.page.keyboard.type(account)
    await walk.page.keyboard.press('Enter')
    await walk.fill('reset-ticket', 'T-7')
  }
  /** Takes a request by the way without a code, up to the new password. */
  const setWithoutCode = async (account: string): Promise<void> => {
    await askWithoutCode(account)
    await walk.press('reset-submit')
    // Without a code, one check alone does not say who is calling.
    await walk.part('check-called-back').check()
    await walk.part('check-vouched-for').check()
    await walk.press('reset-verified')
    await walk.press('reset-set')
  }

  it('hears before it begins that an application asks for the password that the caller has forgotten', async () => {
    await askWithoutCode('18616503617')
    const trouble = walk.part('reset-way-nobase-trouble')
    await trouble.waitFor()
    expect(await trouble.innerText()).toMatch(/令牌校验.*原密码|token validation.*old password/s)
    expect(await walk.part('reset-submit').isDisabled()).toBe(true)
    await walk.look('asks-for-old')
    await walk.part('reset-way-shuidi').check()
    expect(await walk.part('reset-submit').isDisabled()).toBe(false)
  })

  it('does not close a request by a slip while nobody has seen the new password', async () => {
    await setWithoutCode('13700137000')
    await walk.press('reset-close')
    await walk.part('reset-untold').waitFor()
    await walk.look('untold')
    expect(await walk.part('reset-closed').count()).toBe(0)
    await walk.press('reset-close-untold')
    await walk.part('reset-ended-untold').waitFor()
    await walk.look('closed-untold')
    await walk.press('reset-back')
    await walk.part('resets-show').selectOption('untold')
    await walk.page.locator('[data-testid="reset-row"][data-state="untold"]').waitFor()
    await walk.look('queue-untold')
  })

  it('is kept out by no screen', () => {
    expect(walk.barriers).toEqual([])
  })
})
