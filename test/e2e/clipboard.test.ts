import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const browser = browserOfFile()

describe.each(walkedLanguages('en'))('in %s, a copied password', (language) => {
  let at: SignedInWalk
  let walk: Walk
  let password = ''

  beforeAll(async () => {
    at = await openSignedIn(browser(), { language, job: 'clipboard' })
    ;({ walk } = at)
  })
  endAtFailure(() => walk)
  afterAll(() => at.end())

  /** Gives what somebody would paste now: nobody needs a permission for that. */
  const pasted = async (): Promise<string> => {
    await walk.page.evaluate(`document.body.append(document.createElement('textarea'))`)
    const field = walk.page.locator('body > textarea')
    await field.focus()
    await walk.page.keyboard.press('ControlOrMeta+V')
    const text = await field.inputValue()
    await walk.page.evaluate(`document.querySelector('body > textarea').remove()`)
    return text
  }
  const shows = (state: string): Promise<void> =>
    walk.page.locator(`[data-testid="clipboard"][data-state="${state}"]`).waitFor()
  const copy = async (): Promise<void> => {
    await walk.press('nav-admins')
    await walk.part('reveal-open').first().click()
    password = (await walk.part('secret-text').innerText()).trim()
    await walk.press('secret-copy')
    await shows('counting')
  }
  const closeDialog = async (): Promise<void> => {
    await walk.page.keyboard.press('Escape')
    await walk.part('secret-dialog').waitFor({ state: 'detached' })
  }

  it('is to stay for as short as the settings allow', async () => {
    await walk.press('nav-settings')
    await walk.fill('settings-clipboard', '5')
    await walk.press('settings-protection-save')
    await walk.fill('step-up-password', administrator.password)
    await walk.press('step-up-submit')
    await walk.part('settings-protection').getByRole('status').waitFor()
  })

  it('leaves the clipboard in time, though the browser lets no page look into it', async () => {
    const refused = `navigator.clipboard.readText().then(() => 'read', ({ name }) => name)`
    await copy()
    expect(await walk.page.evaluate(refused)).toBe('NotAllowedError')
    await closeDialog()
    expect(await pasted()).toBe(password)
    await shows('emptied')
    await walk.look('emptied')
    expect(await pasted()).toBe('')
  })

  it('is copied as it is by who selects it: the gaps that it is read out by are none of it', async () => {
    const groups = walk.part('secret-text').locator('.group')
    await walk.press('nav-admins')
    await walk.part('reveal-open').first().click()
    await groups.first().waitFor()
    const secret = (await walk.part('secret-text').textContent()) ?? ''
    expect(await groups.count()).toBe(Math.ceil(secret.length / 4))
    const [one, next] = await Promise.all([groups.nth(0).boundingBox(), groups.nth(1).boundingBox()])
    expect((next?.x ?? 0) - ((one?.x ?? 0) + (one?.width ?? 0))).toBeGreaterThan(4)
    await walk.look('grouped')
    await groups.nth(1).click()
    await walk.page.keyboard.press('ControlOrMeta+C')
    expect(await walk.page.evaluate('String(getSelection())')).toBe(secret)
    await closeDialog()
    expect(await pasted()).toBe(secret)
    await walk.part('reveal-open').first().click()
    await walk.part('secret-text').waitFor()
    await walk.page.keyboard.press('ControlOrMeta+A')
    const all = String(await walk.page.evaluate('String(getSelection())'))
    expect(all.split(secret)).toHaveLength(2)
    expect(all).not.toContain('capital')
    await closeDialog()
  })

  // To look takes some of the seconds that a copy has.
  it('is said to leave while its time runs, without a barrier', async () => {
    await copy()
    await walk.look('counting')
    await closeDialog()
    await shows('emptied')
  })

  it('stays in it while the page is behind another, which is said, and leaves it when the page comes back', async () => {
    const context = walk.page.context()
    const devTools = await context.newCDPSession(walk.page)
    await copy()
    await closeDialog()
    // Playwright lets every page believe that it has the focus.
    await devTools.send('Emulation.setFocusEmulationEnabled', { enabled: false })
    const other = await context.newPage()
    await other.bringToFront()
    await shows('waiting')
    await walk.keepPicture('waiting')
    await other.close()
    await walk.page.bringToFront()
    await devTools.send('Emulation.setFocusEmulationEnabled', { enabled: true })
    await shows('emptied')
    expect(await pasted()).toBe('')
  })

  it('leaves the clipboard at a lock, before its time', async () => {
    await copy()
    await closeDialog()
    await walk.press('lock-button')
    await walk.part('sign-in-name').waitFor()
    await shows('emptied')
    expect(await pasted()).toBe('')
  })

  it('leaves no barrier and no error behind', () => {
    expect(walk.barriers).toEqual([])
    // The settings ask for the password first, and the browser reports that answer as an error.
    expect(walk.errors).toEqual([
      'Failed to load resource: the server responded with a status of 403 (Forbidden) /rpc/settings/update',
    ])
  })
})
