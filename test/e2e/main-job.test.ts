import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOfBuiltIn } from '../support/address-of-built-in.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { asCanary, findCanaries, findCanariesInFolder, makeCanary } from '../support/canary.ts'
import { startDeskProcess, type DeskProcess } from '../support/desk-process.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { signIn } from '../support/sign-in.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { createWalker, type Walk } from '../support/walk.ts'

const root = { account: 'chatAdmin', samplePassword: 'OpenIM@123' }

const browser = browserOfFile()

describe.each(['en', 'zh-CN'])(
  'in %s, from an empty folder to a changed password that is in force',
  (language) => {
    let folder: ReturnType<typeof makeTempFolder>
    const operator = { name: 'wei.chen', password: makeCanary('password of the operator').value }
    const changed = makeCanary('new password of the admin').value
    let walker: ReturnType<typeof createWalker>
    let desk: DeskProcess
    let walk: Walk
    let recoveryKey = ''
    let printed = ''
    const walks: Walk[] = []

    const openDesk = async (): Promise<void> => {
      desk = await startDeskProcess(folder.path)
      walk = await walker.open(desk.link)
      walks.push(walk)
    }
    const closeDesk = async (): Promise<void> => {
      expect(await desk.stop()).toBe(0)
      printed += desk.printed()
    }
    const row = (part: string) => walk.page.locator(`[data-account="${root.account}"]`).getByTestId(part)

    beforeAll(async () => {
      folder = makeTempFolder('main-job')
      walker = createWalker(browser(), language, 'main-job')
      await openDesk()
    })
    endAtFailure(() => walk)
    afterAll(async () => {
      await desk.stop()
      folder.remove()
    })

    it('makes the first administrator', async () => {
      await walk.part('first-run-name').waitFor()
      await walk.look('first-run')
      await walk.fill('first-run-name', operator.name)
      await walk.fill('first-run-password', operator.password)
      await walk.press('first-run-submit')
      recoveryKey = (await walk.part('recovery-key').innerText()).trim()
      await walk.look('recovery-key')
    })

    it('lets nobody on before the recovery key was typed back', async () => {
      await walk.fill(
        'recovery-key-typed',
        recoveryKey.replace(/^./, (first) => (first === '7' ? '8' : '7')),
      )
      await walk.press('recovery-key-confirm')
      await walk.part('failure').waitFor()
      expect(await walk.part('sample-load').isVisible()).toBe(false)
      await walk.fill('recovery-key-typed', recoveryKey.toLowerCase())
      await walk.press('recovery-key-confirm')
      await walk.part('sample-load').waitFor()
      await walk.look('sample-data')
    })

    it('fills the table of admins with the sample people', async () => {
      await walk.press('sample-load')
      await walk.press('nav-admins')
      await row('change-open').waitFor()
    })

    it('changes the password of an admin, and says what became of it and of the sessions', async () => {
      await row('change-open').click()
      await walk.fill('change-new-typed', changed)
      // What it says moves the buttons below it.
      await walk.part('strength').waitFor()
      await walk.look('change')
      // Where a rule stands is read without a pointer too.
      await walk.part('rule-sources').locator('summary').focus()
      await walk.page.keyboard.press('Enter')
      await walk.part('rule-sources').getByText('修改管理员密码 · 3. 请求参数 · 字段约束').waitFor()
      await walk.look('rule-sources')
      await walk.press('change-dry-run')
      await walk.part('change-confirm-name').waitFor()
      expect(
        findCanaries('the dry run', await walk.page.innerText('body'), [asCanary('new password', changed)]),
      ).toEqual([])
      await walk.fill('change-confirm-name', root.account)
      await walk.look('dry-run')
      await walk.press('change-send')
      await walk.page.locator('[data-testid="outcome-panel"][data-status="succeeded"]').waitFor()
      expect(await walk.part('outcome-sessions').innerText()).not.toBe('')
      await walk.look('outcome')
      await walk.page.keyboard.press('Escape')
    })

    it('keeps the change in the history of the admin', async () => {
      await row('history-open').click()
      await walk.page.locator('[data-testid="history-entry"][data-state="confirmed"]').waitFor()
      expect(await walk.part('history-entry').count()).toBe(1)
      await walk.look('history')
      await walk.page.keyboard.press('Escape')
    })

    it('tells it in the audit, whose chain holds', async () => {
      await walk.press('nav-audit')
      await walk.page.locator('[data-action="admin-password.confirmed"]').waitFor()
      await walk.press('audit-verify')
      await walk.part('audit-verdict').waitFor()
      await walk.look('audit-verified')
    })

    it('shows nothing of it any more once it is locked', async () => {
      await walk.press('lock-button')
      await walk.part('sign-in-password').waitFor()
      await walk.look('locked')
      const text = await walk.text()
      expect(text).not.toContain(root.account)
      expect(text).not.toContain('1000000001')
    })

    it('opens again to the same operator, and the backend knows the new password only', async () => {
      await signIn(walk, operator)
      await expectInForce(await addressOfBuiltIn(walk))
    })

    it('is still so after the desk was ended and started again', async () => {
      await walk.page.context().close()
      await closeDesk()
      await openDesk()
      await walk.part('sign-in-name').waitFor()
      await walk.look('sign-in')
      await signIn(walk, operator)
      await walk.press('nav-admins')
      await row('history-open').click()
      await walk.page.locator('[data-testid="history-entry"][data-state="confirmed"]').waitFor()
      await expectInForce(await addressOfBuiltIn(walk))
    })

    it('left no secret in the page, in what was printed, or in any file', async () => {
      const secrets = [
        asCanary('password of the operator', operator.password),
        asCanary('new password of the admin', changed),
        asCanary('old password of the admin', root.samplePassword),
        asCanary('recovery key', recoveryKey),
        asCanary('recovery key without its groups', recoveryKey.replaceAll('-', '')),
      ]
      const page = findCanaries('the page', await walk.text(), secrets)
      const console = findCanaries('the console', walks.map((one) => one.console()).join(''), secrets)
      const running = findCanariesInFolder(folder.path, secrets)
      await walk.page.context().close()
      await closeDesk()
      expect(running).toEqual([])
      expect([...page, ...console, ...findCanaries('what was printed', printed, secrets)]).toEqual([])
      expect(readdirSync(join(folder.path, 'store'))).toContain('desk.latchkey')
      expect(findCanariesInFolder(folder.path, secrets)).toEqual([])
    })

    it('kept nobody out by its looks, and complained of nothing but the wrong recovery key', () => {
      expect(walks.flatMap(({ barriers }) => barriers)).toEqual([])
      const overtakenByLock = ' 401 (Unauthorized) /rpc/'
      const errors = walks.flatMap((one) => one.errors).filter((error) => !error.includes(overtakenByLock))
      expect(errors).toEqual([
        'Failed to load resource: the server responded with a status of 403 (Forbidden) /rpc/session/confirmRecoveryKey',
      ])
    })

    async function expectInForce(backend: string): Promise<void> {
      expect(await logIn(backend, changed)).toMatchObject({ errCode: 0, data: { adminUserID: '1000000001' } })
      expect(await logIn(backend, root.samplePassword)).toMatchObject({ errCode: 20001 })
    }
  },
)

async function logIn(backend: string, password: string): Promise<unknown> {
  const answer = await fetch(`${backend}/account/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', operationID: crypto.randomUUID() },
    body: JSON.stringify({ account: root.account, password, version: '1' }),
  })
  return answer.json()
}
