import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { thresholds } from '../../src/shared/model/thresholds.ts'
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
import { startRemoteCallers, type RemoteCallers } from './remote-callers.ts'

const lost = { phone: '18616503617', uid: '15629' }
const young = { phone: '13800138000', uid: '15630' }
const agent = 'sam.support'
const decision = {
  en: 'Decided without a proof – The new password is in force',
  'zh-CN': '判断结果（无应答可证） – 新密码有效',
}

const browser = browserOfFile()

describe.each(walkedLanguages('en'))('in %s, a reset whose answer got lost', (language) => {
  let callers: RemoteCallers
  let at: HandedOnWalk
  let walk: Walk

  beforeAll(async () => {
    const clock = createFixedClock(Date.now() - 2 * thresholds.settleTime)
    callers = await startRemoteCallers(clock.now())
    const before = async (seeded: TestDesk): Promise<void> => {
      await loseAnswer(seeded)
      // The colleague's desk stands open until the settle time has passed.
      clock.advance(thresholds.settleTime)
      await addOperator(seeded, { name: agent, role: 'support' })
    }
    at = await openHandedOn(browser(), { language, job: 'decided-resets', clock, before })
    ;({ walk } = at)
    callers.remote.clock.set(Date.now())
  })
  endAtFailure(() => walk)
  afterAll(async () => {
    await at.end()
    await callers.end()
  })

  /** Leaves the desk as a colleague would: a case whose password was sent, and no answer came. */
  const loseAnswer = async (seeded: TestDesk): Promise<void> => {
    const id = await callers.sendCode(seeded, callers.enterShuidi(seeded), lost)
    callers.way.loseNextAnswer()
    const code = callers.remote.sentCode()
    await seeded.desk.resetDesk.setPassword(seeded.ada, { id, code, next: { from: 'generated' } })
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
    callers.way.loseNextAnswer()
    await walk.fill('reset-code', callers.remote.sentCode())
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
    expect(await callers.remote.isPassword(told, lost.phone)).toBe(true)
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
