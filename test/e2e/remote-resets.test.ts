import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOperator, ownPassword } from '../support/add-operator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { asCanary, findCanaries } from '../support/canary.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { openHandedOn, type HandedOnWalk } from '../support/handed-on-walk.ts'
import { signIn } from '../support/sign-in.ts'
import type { TestDesk } from '../support/test-desk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'
import { route } from '../systems/yunhu/yunhu-backend.ts'
import { startRemoteCallers, type RemoteCallers } from './remote-callers.ts'

const lost = { phone: '18616503617', uid: '15629' }
const routine = { phone: '13800138000', uid: '15630' }
const read = { phone: '18062639596' }
const agent = 'sam.support'
/** Reaches back far enough for another code, and not so far that the first one expires. */
const earlier = 3 * 60_000
/** Counts every key of a routine case, from any page to "closed": at 200 ms a key, eight seconds. */
const mostKeys = 40

const browser = browserOfFile()

describe.each(walkedLanguages('zh-CN'))('in %s, resets at other backends', (language) => {
  let callers: RemoteCallers
  let at: HandedOnWalk
  let walk: Walk
  let pictureSays = ''
  let firstCode = ''
  let keys = 0

  beforeAll(async () => {
    const clock = createFixedClock(Date.now() - earlier)
    callers = await startRemoteCallers(clock.now())
    readPictures()
    at = await openHandedOn(browser(), { language, job: 'remote-resets', clock, before: seedCase })
    ;({ walk } = at)
    callers.remote.clock.set(Date.now())
  })
  endAtFailure(() => walk)
  afterAll(async () => {
    await at.end()
    await callers.end()
  })

  /** Looks at each picture as the caller does; what it says is in no answer and in no row. */
  const readPictures = (): void => {
    const { captchas } = callers.remote.directory
    const { keep } = captchas
    captchas.keep = (answer) => {
      pictureSays = answer
      return keep(answer)
    }
  }
  /** Leaves the desk as a colleague would: two backends, and a case whose code was sent a while ago. */
  const seedCase = async (seeded: TestDesk): Promise<void> => {
    const yunhu = { name: '云湖', system: 'yunhu', environment: 'staging' } as const
    seeded.desk.backends.add(seeded.ada, { ...yunhu, url: callers.way.url + route })
    await addOperator(seeded, { name: agent, role: 'support' })
    await callers.sendCode(seeded, callers.enterShuidi(seeded), lost)
    firstCode = callers.remote.sentCode()
  }
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
  const handOver = async (): Promise<string> => {
    await focusOn('reset-hand-over')
    await key('Enter')
    const text = (await walk.part('secret-text').innerText()).trim()
    await key('Escape')
    await focusOn('reset-close')
    return text
  }
  const close = async (): Promise<void> => {
    await focusOn('reset-close')
    await key('Enter')
    await walk.part('reset-closed').waitFor()
  }

  it('are taken over from a colleague by an agent who signs in', async () => {
    await signIn(walk, { name: agent, password: ownPassword })
    await walk.press('nav-resets')
    await walk.part('reset-row').getByRole('button').click()
    await focusOn('reset-code')
    await walk.look('taken-over')
  })

  it('say that nothing is known where no answer comes, and offer neither success nor another password', async () => {
    callers.way.loseNextAnswer()
    await type(firstCode)
    await key('Enter')
    await walk.page.locator('[data-testid="reset-state"][data-state="unknown"]').waitFor()
    await walk.page.locator('[data-testid="reset-current"][data-step="code"]').waitFor()
    await walk.page.locator('[data-testid="reset-outcome"][data-status="unknown"]').waitFor()
    await walk.part('wire-details').waitFor()
    await walk.look('unknown')
    for (const id of ['reset-close', 'reset-hand-over', 'from-typed']) {
      expect(await walk.part(id).count()).toBe(0)
    }
    await walk.press('reset-give-up')
    await walk.part('give-up').waitFor()
    await walk.look('give-up-unknown')
    await walk.page.keyboard.press('Escape')
    await walk.part('give-up').waitFor({ state: 'detached' })
  })

  it('are settled by a fresh code, which sends the same password once more', async () => {
    await walk.press('code-send')
    await focusOn('reset-code')
    expect(await walk.part('from-typed').count()).toBe(0)
    const fresh = callers.remote.sentCode()
    expect(fresh).not.toBe(firstCode)
    await type(fresh === '000000' ? '111111' : '000000')
    await key('Enter')
    await walk
      .part('reset-outcome')
      .and(walk.page.locator('[data-reason="code-invalid"][data-still-open="true"]'))
      .waitFor()
    expect(await walk.part('reset-state').getAttribute('data-state')).toBe('unknown')
    await walk.look('refused-and-still-unknown')
    await focusOn('reset-code')
    await type(fresh)
    await walk.look('same-again')
    await key('Enter')
    await focusOn('reset-hand-over')
    await walk.look('settled')
    await key('Enter')
    await walk.fill('step-up-password', ownPassword)
    await walk.press('step-up-submit')
    const told = (await walk.part('secret-text').innerText()).trim()
    await key('Escape')
    await close()
    expect(await callers.remote.isPassword(told, lost.phone)).toBe(true)
    expect(findCanaries('the page', await walk.text(), [asCanary('new password', told)])).toEqual([])
    await walk.look('closed')
  })

  it('at a shuidi take a routine case no longer than its keys', async () => {
    keys = 0
    await key('g')
    await key('n')
    await focusOn('reset-phone')
    await type(routine.phone)
    await key('Tab')
    await type(routine.uid)
    await key('Tab')
    await type('T-8')
    await walk.look('remote-open')
    await key('Enter')
    await focusOn('check-called-back')
    await key('Space')
    await key('Enter')
    await focusOn('code-send')
    await key('Enter')
    await focusOn('reset-code')
    await type(callers.remote.sentCode())
    await key('Enter')
    const told = await handOver()
    await close()
    expect(await callers.remote.isPassword(told, routine.phone)).toBe(true)
    expect(keys).toBeLessThanOrEqual(mostKeys)
  })

  it('at a yunhu show its picture, and set the password that the caller chooses', async () => {
    await walk.press('reset-back')
    await walk.press('reset-new')
    const { page } = walk
    const yunhu = page.locator('[data-testid="reset-backend"] option', { hasText: '云湖' })
    await walk.part('reset-backend').selectOption((await yunhu.getAttribute('value')) ?? '')
    await walk.fill('reset-phone', read.phone)
    await walk.fill('reset-reason', 'forgotten')
    await walk.press('reset-submit')
    await walk.part('check-vouched-for').check()
    await walk.press('reset-verified')
    await walk.part('captcha-picture').waitFor()
    await focusOn('captcha-answer')
    await type(pictureSays)
    await walk.look('remote-picture')
    await key('Enter')
    await focusOn('reset-code')
    await type(callers.remote.sentCode())
    await walk.part('from-typed').check()
    await focusOn('reset-password')
    await type('选定的密码')
    await page.locator('[data-rule="printable-without-blanks"][data-state="stops"]').waitFor()
    await page.locator('[data-rule="length-between"][data-state="stops"]').waitFor()
    expect(await walk.part('reset-set').isDisabled()).toBe(true)
    await walk.look('remote-rules')
    await key('Control+A')
    await type('Chosen-by-caller-1')
    await page.locator('[data-rule="printable-without-blanks"][data-state="kept"]').waitFor()
    await walk.look('remote-chosen')
    await key('Enter')
    await close()
    expect(await callers.remote.isPassword('Chosen-by-caller-1', read.phone)).toBe(true)
    expect(await walk.text()).not.toContain('Chosen-by-caller-1')
  })

  it('kept nobody out by their looks, and the page complained of nothing', () => {
    expect(walk.barriers).toEqual([])
    expect(walk.errors.filter((error) => !error.includes('/rpc/resetDesk/handOver'))).toEqual([])
  })
})
