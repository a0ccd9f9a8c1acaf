import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest'
import { thresholds } from '../../src/shared/model/thresholds.ts'
import { addOperator, ownPassword } from '../support/add-operator.ts'
import { asCanary, findCanaries } from '../support/canary.ts'
import { openChromium } from '../support/chromium.ts'
import { startDeskProcess, type DeskProcess } from '../support/desk-process.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { openLossyWay, type LossyWay } from '../support/lossy-way.ts'
import { signIn } from '../support/sign-in.ts'
import { startTestDesk, type TestDesk } from '../support/test-desk.ts'
import { createWalker, type Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'
import { importDirectory } from '../systems/kept-rows.ts'
import { startYunhuBackend, type YunhuBackend } from '../systems/yunhu/yunhu-backend.ts'

const signKey = 'the key that shuidi was given'
const lost = { phone: '18616503617', uid: '15629' }
const young = { phone: '13800138000', uid: '15630' }
const agent = 'sam.support'
const decision = {
  en: 'Decided without a proof – The new password is in force',
  'zh-CN': '判断结果（无应答可证） – 新密码有效',
}

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

describe.each(walkedLanguages('en'))('in %s, a reset whose answer got lost', (language) => {
  let remote: YunhuBackend
  let way: LossyWay
  let seeded: TestDesk
  let desk: DeskProcess
  let walk: Walk
  let broken = false

  beforeAll(async () => {
    const clock = createFixedClock(Date.now() - 2 * thresholds.settleTime)
    remote = await startYunhuBackend()
    remote.clock.set(clock.now())
    importDirectory(remote, { shuidi: { signKey } })
    way = await openLossyWay(remote.url)
    seeded = await startTestDesk({ clock })
    await seedCase()
    // The colleague's desk stands open until the settle time has passed.
    clock.advance(thresholds.settleTime)
    await addOperator(seeded, { name: agent, role: 'support' })
    await seeded.desk.close()
    remote.clock.set(Date.now())
    desk = await startDeskProcess(seeded.folder)
    walk = await createWalker(browser, language, 'decided-resets').open(desk.link)
  })
  beforeEach(() => {
    if (broken) throw new Error('a step before this one failed')
    onTestFailed(async () => {
      broken = true
      if (!walk.page.isClosed()) await walk.keepPicture('failed')
    })
  })
  afterAll(async () => {
    await desk.stop()
    await way.close()
    await remote.stop()
    await seeded.end()
  })

  /** Leaves the desk as a colleague would: a case whose password was sent, and no answer came. */
  const seedCase = async (): Promise<void> => {
    const { desk: before, ada } = seeded
    await before.confirmRecoveryKey(ada, seeded.recoveryKey)
    const { id: backendId } = before.backends.add(ada, {
      name: '水滴',
      system: 'shuidi',
      url: way.url,
      environment: 'production',
    })
    before.backends.setSecret(ada, { backendId, kind: 'sign-key', secret: signKey })
    const asked = { backendId, system: 'shuidi', caller: '', reason: '', ticket: 'T-7' } as const
    const { id } = before.resetDesk.open(ada, { ...asked, user: lost })
    before.resetDesk.verifyCaller(ada, { id, checks: ['called-back'] })
    await before.resetDesk.sendCode(ada, { id, answer: '' })
    way.loseNextAnswer()
    await before.resetDesk.setPassword(ada, { id, code: remote.sentCode(), next: { from: 'generated' } })
  }
  const inState = (state: string) =>
    walk.page.locator(`[data-testid="reset-state"][data-state="${state}"]`).waitFor()

  it('is not decided before its settle time has passed', async () => {
    await signIn(walk, { name: agent, password: ownPassword })
    await walk.press('nav-resets')
    await walk.press('reset-new')
    await walk.fill('reset-phone', young.phone)
    await walk.fill('reset-uid', young.uid)
    await walk.fill('reset-ticket', 'T-8')
    await walk.press('reset-submit')
    await walk.part('check-called-back').check()
    await walk.press('reset-verified')
    await walk.press('code-send')
    await walk.part('reset-code').waitFor()
    way.loseNextAnswer()
    await walk.fill('reset-code', remote.sentCode())
    await walk.press('reset-set')
    await inState('unknown')
    await walk.part('wire-details').waitFor()
    await walk.look('too-early')
    expect(await walk.part('reset-decide').count()).toBe(0)
    expect(await walk.part('decide-applied').count()).toBe(0)
  })

  it('is decided by nobody who does not type whose it is', async () => {
    await walk.press('reset-back')
    await walk.part('reset-row').filter({ hasText: lost.phone }).getByRole('button').click()
    await inState('unknown')
    await walk.press('reset-decide')
    await walk.part('decide-name').waitFor()
    await walk.look('undecided')
    expect(await walk.part('decide-applied').isDisabled()).toBe(true)
    await walk.fill('decide-name', young.phone)
    expect(await walk.part('decide-applied').isDisabled()).toBe(true)
    expect(await walk.part('decide-not-applied').isDisabled()).toBe(true)
    await walk.fill('decide-name', lost.phone)
    await walk.look('typed')
  })

  it('is decided with the password typed anew, and stands on the time line as a decision', async () => {
    await walk.press('decide-applied')
    await walk.fill('step-up-password', ownPassword)
    await walk.press('step-up-submit')
    await inState('changed')
    await walk.part('reset-decided').filter({ hasText: agent }).waitFor()
    await walk.page.locator('[data-step="decided"]').waitFor()
    expect(await walk.page.locator('[data-step="decided"]').count()).toBe(1)
    await walk.look('decided')
    await walk.press('reset-hand-over')
    const told = (await walk.part('secret-text').innerText()).trim()
    await walk.page.keyboard.press('Escape')
    expect(await remote.isPassword(told, lost.phone)).toBe(true)
    await walk.press('reset-close')
    await walk.part('reset-closed').waitFor()
    expect(findCanaries('the page', await walk.text(), [asCanary('new password', told)])).toEqual([])
  })

  it('says in its proof that somebody decided it, what, and that nobody was sure', async () => {
    const [download] = await Promise.all([walk.page.waitForEvent('download'), walk.press('proof-save')])
    let sheet = ''
    for await (const piece of await download.createReadStream()) sheet += String(piece)
    const decided = sheet
      .split('\n')
      .filter((line) => line.trimEnd().endsWith(`  ${agent}  ${decision[language]}`))
    expect(decided).toHaveLength(1)
    for (const text of Object.values(decision)) {
      expect(sheet.split(text)).toHaveLength(text === decision[language] ? 2 : 1)
    }
    await walk.look('closed')
  })

  it('left the other as unknown as it was', async () => {
    await walk.press('reset-back')
    const row = walk.part('reset-row').filter({ hasText: young.phone })
    await row.waitFor()
    expect(await row.getAttribute('data-state')).toBe('unknown')
  })

  it('kept nobody out by its looks, and the page complained of nothing', () => {
    expect(walk.barriers).toEqual([])
    expect(walk.errors.filter((error) => !/\/rpc\/resetDesk\/(decide|handOver)/.test(error))).toEqual([])
  })
})
