import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { asCanary, findCanaries } from '../support/canary.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const phone = '18616503617'
/** Counts every key of a routine case from "New request" to "closed", the code and the ticket's number included. */
const mostKeys = 40

const browser = browserOfFile()

describe.each(walkedLanguages('en'))('in %s, the reset desk', (language) => {
  let at: SignedInWalk
  let walk: Walk
  let keys = 0
  let code = ''
  let handedOver = ''

  beforeAll(async () => {
    at = await openSignedIn(browser(), { language, job: 'reset-desk' })
    ;({ walk } = at)
  })
  endAtFailure(() => walk)
  afterAll(() => at.end())

  const key = async (name: string): Promise<void> => {
    keys += 1
    await walk.page.keyboard.press(name)
  }
  const type = async (text: string): Promise<void> => {
    keys += text.length
    await walk.page.keyboard.type(text)
  }
  /** Waits until the focus stands where the next key belongs; nothing but the page moves it there. */
  const focusOn = async (id: string): Promise<void> => {
    await walk.page.locator(`[data-testid="${id}"]:is(:focus, :focus-within)`).waitFor()
  }
  /** Reads the newest code out of the outbox, and comes back to the case. */
  const readOutbox = async (): Promise<string> => {
    await walk.page.locator('[data-testid="outbox-hint"] a').click()
    await walk.part('outbox-reveal').first().click()
    if (handedOver === '' && code === '') {
      await walk.fill('step-up-password', administrator.password)
      await walk.press('step-up-submit')
    }
    const text = (await walk.part('secret-text').innerText()).trim()
    await walk.page.keyboard.press('Escape')
    await walk.page.goBack()
    await focusOn('reset-code')
    return text
  }

  it('begins empty, and says when a request begins', async () => {
    await walk.press('nav-resets')
    await walk.part('resets-empty').waitFor()
    await walk.look('empty')
  })

  it('opens a request by keyboard: the user, the ticket, Enter', async () => {
    await walk.part('reset-new').focus()
    await key('Enter')
    await focusOn('reset-person')
    await type(phone)
    await key('Enter')
    await focusOn('reset-ticket')
    await type('T-42')
    await walk.look('open')
    await key('Enter')
    await walk.part('check-called-back').waitFor()
  })

  it('moves the focus on: verify, send, type the code', async () => {
    await focusOn('check-called-back')
    await key('Space')
    await key('Enter')
    await focusOn('code-send')
    await walk.look('send')
    await key('Enter')
    await focusOn('reset-code')
    code = await readOutbox()
  })

  it('says of a wrong code that it may be an expired one, and how many tries are left', async () => {
    const counted = keys
    await type(code === '000000' ? '111111' : '000000')
    await key('Enter')
    await walk.page.locator('[data-testid="reset-outcome"][data-reason="code-invalid"]').waitFor()
    expect((await walk.part('tries-left').innerText()).trim()).toBe('4')
    await walk.look('wrong-code')
    keys = counted
  })

  it('sets the password, shows it once, and closes, within the keys of half a minute', async () => {
    await focusOn('reset-code')
    await type(code)
    await key('Enter')
    await focusOn('reset-hand-over')
    await walk.look('set')
    await key('Enter')
    handedOver = (await walk.part('secret-text').innerText()).trim()
    await walk.look('handed-over')
    await key('Escape')
    await focusOn('reset-close')
    expect(await walk.part('reset-hand-over').count()).toBe(0)
    await key('Enter')
    await walk.part('reset-closed').waitFor()
    expect(keys).toBeLessThanOrEqual(mostKeys)
    const secrets = [asCanary('new password', handedOver)]
    expect(findCanaries('the page', await walk.text(), secrets)).toEqual([])
  })

  it('saves a proof for the ticket that holds no secret', async () => {
    const [download] = await Promise.all([walk.page.waitForEvent('download'), walk.press('proof-save')])
    const stream = await download.createReadStream()
    let sheet = ''
    for await (const piece of stream) sheet += String(piece)
    expect(sheet).toContain(phone)
    expect(sheet).toContain('T-42')
    expect(sheet).toMatch(/^[-\d]{10} [:\d]{8} [+-]\d\d:\d\d \([-\d]{10} [:\d]{8} UTC\) {2}ada {2}/m)
    expect(findCanaries('the proof', sheet, [asCanary('new password', handedOver)])).toEqual([])
    expect(sheet).not.toContain(code)
    await walk.page.locator('[data-step="proof-made"]').waitFor()
    await walk.look('closed')
  })

  it('shows a picture to read, takes another after a wrong answer, and lists what is open first', async () => {
    await walk.press('reset-back')
    await walk.press('reset-new')
    await walk.part('reset-way-yunhu').check()
    await walk.part('reset-person').focus()
    await walk.page.keyboard.type('18062639596')
    await walk.page.keyboard.press('Enter')
    await focusOn('reset-ticket')
    await walk.fill('reset-reason', 'forgotten after the holidays')
    await walk.press('reset-submit')
    await walk.part('check-vouched-for').check()
    await walk.press('reset-verified')
    await walk.part('captcha-picture').waitFor()
    await focusOn('captcha-answer')
    await walk.page.keyboard.type('????')
    await walk.page.keyboard.press('Enter')
    await walk.page.locator('[data-testid="reset-outcome"][data-reason="captcha-invalid"]').waitFor()
    await walk.part('captcha-picture').waitFor()
    await walk.look('picture')
    await walk.press('reset-give-up')
    await walk.look('give-up')
    await walk.page.keyboard.press('Escape')
    await walk.press('reset-back')
    await walk.part('reset-row').nth(1).waitFor()
    expect(await walk.part('reset-row').first().getAttribute('data-state')).toBe('verified')
  })

  it('kept nobody out by their looks', () => {
    expect(walk.barriers).toEqual([])
    expect(
      walk.errors.filter((error) => !/\/rpc\/(builtIn\/revealCode|resetDesk\/handOver)/.test(error)),
    ).toEqual([])
  })
})
