import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOfBuiltIn } from '../support/address-of-built-in.ts'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { findCanaries, makeCanary } from '../support/canary.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const run = promisify(execFile)
const browser = browserOfFile()

describe.each(walkedLanguages('en'))('in %s, the built-in backend', (language) => {
  let at: SignedInWalk
  let walk: Walk
  const secret = makeCanary('password of a user')

  beforeAll(async () => {
    at = await openSignedIn(browser(), { language, job: 'built-in-page' })
    ;({ walk } = at)
  })
  endAtFailure(() => walk)
  afterAll(() => at.end())

  /** Runs the client that the page shows, as somebody would who pasted it. */
  const runSample = async (operation: string): Promise<unknown> => {
    await walk.part('sample-operation').selectOption(operation)
    const { stdout } = await run('sh', ['-c', await walk.part('sample-script').innerText()])
    return JSON.parse(stdout)
  }
  const choose = async (name: string, document: object | string): Promise<void> => {
    const text = typeof document === 'string' ? document : JSON.stringify(document)
    await walk
      .part('document-file')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
  }

  it('begins with the sample data', async () => {
    await addressOfBuiltIn(walk)
    await walk.press('nav-built-in')
    await walk.part('sample-script').waitFor()
  })

  it('shows a client of each operation that works as it stands, and how it signs', async () => {
    expect(await runSample('openim.login')).toMatchObject({ errCode: 0 })
    expect(await runSample('nobase.updateSign')).toMatchObject({ code: 200 })
    expect(await walk.part('sample-sign').innerText()).toContain('signature')
    expect(await runSample('yunhu.login')).toMatchObject({ code: 1 })
    expect(await walk.part('sample-sign').innerText()).toContain('json={body}')
    await walk.look('samples')
    await walk.page.locator('[data-path^="/ErpServer"]').first().waitFor()
    expect(await walk.part('sample-operation').locator('option').count()).toBe(12)
  })

  it('stops, and starts again at the port that is asked for', async () => {
    const before = await walk.part('built-in-url').innerText()
    await walk.press('built-in-stop')
    await walk.press('built-in-stop-confirm')
    await walk.part('built-in-start').waitFor()
    await walk.look('stopped')
    const { port } = new URL(before)
    await walk.fill('built-in-port', port)
    await walk.press('built-in-start')
    await walk.part('built-in-url').waitFor()
    expect(await walk.part('built-in-url').innerText()).toBe(before)
    await walk.part('sample-script').filter({ hasText: before }).waitFor()
  })

  it('gives its directory away as a document, without a secret', async () => {
    const saving = walk.page.waitForEvent('download')
    await walk.press('document-export')
    const document: unknown = JSON.parse(readFileSync(await (await saving).path(), 'utf8'))
    expect(document).toMatchObject({ latchkeyDirectory: 1, applications: [{ appid: 'app-1001' }, {}] })
    expect(JSON.stringify(document)).not.toMatch(/OldPass456|sig-1001|OpenIM@123/)
    await walk.part('document-saved').waitFor()
  })

  it('names everything that is wrong with a document, and where', async () => {
    await choose('wrong.json', {
      latchkeyDirectory: 1,
      users: [
        { appid: 'nowhere', account: '1' },
        { appid: 'app-1001', account: 2 },
      ],
    })
    await walk.fill('step-up-password', administrator.password)
    await walk.press('step-up-submit')
    await walk.part('document-note').nth(1).waitFor()
    const paths = await walk.part('document-note').locator('td:first-child').allInnerTexts()
    expect(paths).toEqual(['$.users[0].appid', '$.users[1].account'])
    await walk.part('document').scrollIntoViewIfNeeded()
    await walk.look('document-errors')
    expect(await walk.part('document-import').count()).toBe(0)
  })

  it('takes a sound one once it is confirmed, and not before', async () => {
    await choose('more.json', {
      latchkeyDirectory: 1,
      remark: 'from the old directory',
      users: [{ appid: 'app-1001', account: '13311112222', password: secret.value }],
    })
    await walk.part('document-sound').waitFor()
    await walk.part('document-import').scrollIntoViewIfNeeded()
    await walk.look('document-sound')
    expect(await numberOfUsers()).toBe('6')
    await walk.press('document-import')
    await walk.press('document-confirm')
    await walk.part('document-done').waitFor()
    await walk.page.getByText('7', { exact: true }).waitFor()
    expect(await numberOfUsers()).toBe('7')
    await walk.look('document-done')
    expect(findCanaries('the page', await walk.text(), [secret])).toEqual([])
  })

  it('says whose passwords a document replaces, and takes it once their number is typed', async () => {
    await choose('replaces.json', {
      latchkeyDirectory: 1,
      admins: [{ userID: '1000000001', password: secret.value }],
      users: [{ appid: 'app-1001', account: '13311112222', password: secret.value }],
    })
    await walk.part('document-replaced').waitFor()
    expect(await walk.part('document-replaced').innerText()).toContain('app-1001/13311112222')
    await walk.part('document-import').scrollIntoViewIfNeeded()
    await walk.look('document-replaced')
    await walk.press('document-import')
    expect(await walk.part('document-confirm').isDisabled()).toBe(true)
    await walk.look('document-replaces')
    await walk.fill('document-confirm-count', '2')
    await walk.press('document-confirm')
    await walk.part('document-done').waitFor()
    expect(findCanaries('the page', await walk.text(), [secret])).toEqual([])
  })

  it('lets the sample data go once its name is typed', async () => {
    await walk.press('sample-remove')
    expect(await walk.part('sample-remove-confirm').isDisabled()).toBe(true)
    await walk.look('sample-remove')
    await walk.fill('sample-remove-name', language === 'en' ? 'Sample data' : '示例数据')
    await walk.press('sample-remove-confirm')
    await walk.part('sample-remove-confirm').waitFor({ state: 'detached' })
    expect(await numberOfUsers()).toBe('1')
  })

  it('kept nobody out by their looks', () => {
    expect(walk.barriers).toEqual([])
    expect(walk.errors.filter((error) => !error.includes('/rpc/directory/checkDocument'))).toEqual([])
  })

  const numberOfUsers = async (): Promise<string | undefined> =>
    (await walk.page.locator('section dl dd').allInnerTexts())[2]
})
