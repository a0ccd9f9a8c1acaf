import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { startDeskProcess, type DeskProcess } from '../support/desk-process.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { putPreparedStore } from '../support/prepared-store.ts'
import { signIn } from '../support/sign-in.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { createWalker, type Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const browser = browserOfFile()
const program = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))

describe.each(walkedLanguages('zh-CN'))('in %s, a desk that was started without a terminal', (language) => {
  const folder = makeTempFolder('ended-desk')
  let desk: DeskProcess
  let walk: Walk
  beforeAll(async () => {
    await putPreparedStore(folder.path, 'sample')
    desk = await startDeskProcess(folder.path)
    walk = await createWalker(browser(), language, 'ended-desk').open(desk.link)
    await signIn(walk, administrator)
  })
  endAtFailure(() => walk)
  afterAll(async () => {
    await desk.stop()
    folder.remove()
  })

  /** Starts the program once more on the same store, as a shortcut would that is pressed again. */
  const startAgain = (): Promise<{ code: number; said: string }> =>
    new Promise((resolve) => {
      const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env
      const args = [program, 'desk', '--store', join(folder.path, 'store', 'desk.latchkey')]
      execFile(process.execPath, args, { env }, (error, out, err) => {
        resolve({ code: Number(error?.code ?? 0), said: out + err })
      })
    })

  it('leads in whoever starts it once more, by a file that no log has the code of', async () => {
    expect(desk.printed()).toContain('once more')
    const { code, said } = await startAgain()
    expect(code).toBe(0)
    expect(said).not.toContain('#c=')
    const file = /^\/.+latchkey\.html$/m.exec(said)?.[0] ?? ''
    expect(existsSync(file)).toBe(true)
    const other = await walk.page.context().newPage()
    await other.goto(pathToFileURL(file).href)
    await other.getByTestId('sign-in-name').waitFor()
    expect(other.url()).not.toContain('#c=')
    expect(existsSync(file)).toBe(false)
    expect(desk.printed().split('#c=')).toHaveLength(2)
    await other.close()
    await walk.press('nav-admins')
    await walk.part('reveal-open').first().waitFor()
  })

  it('says in its page that it has ended, and how to go on', async () => {
    await desk.stop()
    await walk.part('connection-ended').waitFor()
    await walk.look('ended')
  })

  it('lets nobody go on in the tab of one that has ended, but by a link of its own', async () => {
    desk = await startDeskProcess(folder.path, { port: new URL(desk.link).port })
    await walk.part('desk-ended').waitFor()
    expect(await walk.part('reveal-open').count()).toBe(0)
    await walk.look('another')
    await walk.page.goto(desk.link)
    await walk.part('sign-in-name').waitFor()
  })

  it('left no barrier, and no error but that nobody answered', () => {
    expect(walk.barriers).toEqual([])
    const others = walk.errors.filter((error) => !/ERR_CONNECTION|ERR_INCOMPLETE|401/.test(error))
    expect(others).toEqual([])
  })
})
