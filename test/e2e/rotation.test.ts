import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  done,
  gate,
  hangUp,
  passwordBefore,
  startRotatedBackend,
  wrongPassword,
  type RotatedBackend,
} from '../desk/rotation/rotation-desk.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { asCanary, findCanaries } from '../support/canary.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openHandedOn, type HandedOnWalk } from '../support/handed-on-walk.ts'
import { waitUntilHashed } from '../support/hashed-directory.ts'
import { signIn } from '../support/sign-in.ts'
import { administrator, type TestDesk } from '../support/test-desk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const admins = 14
const refused = '12'
const lost = '13'
/** Takes so long for each answer, in milliseconds, until the rotation was asked to stop: well under any time-out. */
const slowness = 4_000

const browser = browserOfFile()

describe.each(walkedLanguages('zh-CN'))('in %s, a bulk rotation', (language) => {
  let at: HandedOnWalk
  let backend: RotatedBackend
  let walk: Walk
  let closeBackend: () => Promise<void>
  const letGo = gate()

  beforeAll(async () => {
    at = await openHandedOn(browser(), { language, job: 'rotation', before: enterBackend })
    ;({ walk } = at)
  })
  endAtFailure(() => walk)
  afterAll(async () => {
    await at.end()
    await closeBackend()
  })

  /** Enters a backend that refuses one admin, loses the answer of another, and is slow until it is let go. */
  const enterBackend = async (seeded: TestDesk): Promise<void> => {
    backend = await startRotatedBackend(
      seeded,
      admins,
      (nth, socket, body) => {
        const { userID } = JSON.parse(body) as { userID: string }
        const answers: Record<string, typeof done> = { [refused]: wrongPassword, [lost]: hangUp }
        const answer = answers[userID] ?? done
        const until = nth === 1 ? Promise.resolve() : Promise.race([letGo.opened, pause(slowness)])
        void until.then(() => {
          answer(socket, body)
        })
      },
      (close) => {
        closeBackend = close
      },
    )
    seeded.desk.admins.add(seeded.ada, {
      backendId: backend.backendId,
      userID: '99',
      account: 'without-password',
      nickname: '夜班',
    })
    await waitUntilHashed(seeded.storePath)
  }
  const stands = (standing: string): Promise<void> =>
    walk.page.locator(`[data-testid="standing"][data-standing="${standing}"]`).waitFor({ timeout: 60_000 })
  const confirm = async (): Promise<void> => {
    await walk.fill('rotation-confirm-name', backend.name)
    await walk.press('rotation-confirm-submit')
  }

  it('begins at the table of admins, with its filters as they are', async () => {
    await signIn(walk, administrator)
    await walk.press('nav-rotations')
    await walk.part('rotation-plan').waitFor()
    await walk.look('none-yet')
    await walk.press('nav-admins')
    await walk.fill('admins-search', 'admin-0')
    await walk.page.waitForURL(/q=admin-0/)
    await walk.press('rotate')
    await walk.part('choose-backend').selectOption(backend.backendId)
    await walk.page.locator('[data-account="admin-014"]').waitFor()
    expect(await walk.part('choose-row').count()).toBe(admins)
    expect(await walk.part('choose-plan').isDisabled()).toBe(true)
  })

  it('chooses all that match', async () => {
    await walk.press('clear-filters')
    await walk.page.locator('[data-account="without-password"]').waitFor()
    await walk.page.locator('[data-account="admin-003"] input').check()
    await walk.look('choosing')
    await walk.press('choose-all')
    expect(await walk.part('choose-count').innerText()).toContain(String(admins + 1))
  })

  it('shows the plan, with the refused account and its reason, and has sent nothing', async () => {
    await walk.press('choose-plan')
    await stands('planned')
    await walk.part('standing-sessions').waitFor()
    await walk.page.locator('[data-account="without-password"][data-state="refused"]').waitFor()
    await walk.look('plan')
    expect(backend.asked).toEqual([])
  })

  it('changes one first, after the name was typed and the password given', async () => {
    await walk.press('rotation-start')
    await walk.fill('rotation-confirm-name', backend.name)
    await walk.look('confirm')
    await walk.press('rotation-confirm-submit')
    await walk.fill('step-up-password', administrator.password)
    await walk.press('step-up-submit')
    await stands('first-done')
    expect(backend.asked).toHaveLength(1)
  })

  it('goes on with the rest behind a lock, and the lock page says so', async () => {
    await walk.press('rotation-go')
    await walk.page.locator('[data-testid="rotation-account"][data-state="changing"]').waitFor()
    await walk.look('running')
    // Whoever looks for a page finds every one, beside what runs.
    await walk.part('rotation-badge').waitFor()
    const hidden = await walk.page.evaluate<number>(
      `(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector('nav'))`,
    )
    expect(hidden).toBe(0)
    expect(await walk.part('nav-rotations').getAttribute('aria-current')).toBe('true')
    await walk.press('lock-button')
    await walk.part('rotation-goes-on').waitFor()
    await walk.look('locked')
    expect(await walk.text()).not.toContain('admin-0')
  })

  it('is found again, and stops when it is asked to', async () => {
    await signIn(walk, administrator)
    await walk.press('nav-rotations')
    await walk.page.locator('[data-testid="rotation-row"][data-state="rest"]').waitFor()
    await walk.look('list')
    await walk.part('rotation-row').getByRole('button').click()
    await walk.press('rotation-stop')
    letGo.open()
    await stands('stopped')
    expect(backend.asked.length).toBeLessThan(admins)
  })

  it('goes on where it stopped, and ends with a report on every account', async () => {
    await walk.press('rotation-resume')
    await confirm()
    await walk.fill('step-up-password', administrator.password)
    await walk.press('step-up-submit')
    await stands('ended')
    await walk.look('report')
    const count = async (state: string): Promise<string | null> =>
      walk.part(`state-${state}`).getAttribute('data-count')
    expect(await Promise.all(['confirmed', 'rejected', 'unknown', 'refused'].map(count))).toEqual([
      String(admins - 2),
      '1',
      '1',
      '1',
    ])
    expect(backend.asked).toHaveLength(admins)
    expect(await walk.part('standing-sessions').innerText()).toContain(String(admins - 2))
  })

  it('hands the report over as a file, without a secret in it', async () => {
    const [download] = await Promise.all([walk.page.waitForEvent('download'), walk.press('rotation-export')])
    const report = readFileSync(await download.path(), 'utf8')
    expect(report.split('\r\n')).toHaveLength(admins + 3)
    const secrets = backend.asked.flatMap(({ newPassword, userID }) => [
      asCanary(`new password of ${userID}`, newPassword),
      asCanary(`old password of ${userID}`, passwordBefore(userID)),
    ])
    expect(findCanaries('the report', report, secrets)).toEqual([])
    expect(findCanaries('the page', await walk.text(), secrets)).toEqual([])
  })

  it('leads to the settling of the account of which nothing is known', async () => {
    await walk.press('state-unknown')
    await walk.page.waitForURL(/state=unknown/)
    await walk.press('rotation-settle')
    await walk.part('settle-countdown').waitFor()
    expect(await walk.part('settle-try').isDisabled()).toBe(true)
    await walk.look('settling')
    await walk.press('settle-reveal-old')
    expect(await walk.part('secret-text').innerText()).toBe(passwordBefore(lost))
    await walk.page.keyboard.press('Escape')
    await walk.part('secret-dialog').waitFor({ state: 'detached' })
    await walk.page.keyboard.press('Escape')
    await walk.part('settle-dialog').waitFor({ state: 'detached' })
    await walk.part('unsettled-change').waitFor()
    await walk.look('admins-with-one-unsettled')
  })

  it('kept nobody out by its looks, and the page complained of nothing', () => {
    expect(walk.barriers).toEqual([])
    const expected = [' 401 (Unauthorized) /rpc/', ' 403 (Forbidden) /rpc/']
    expect(walk.errors.filter((error) => !expected.some((one) => error.includes(one)))).toEqual([])
  })
})
