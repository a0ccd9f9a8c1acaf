import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserOfFile } from '../support/browser-of-file.ts'
import { findCutText } from '../support/cut-text.ts'
import { startDeskProcess, type DeskProcess } from '../support/desk-process.ts'
import { waitUntilHashed } from '../support/hashed-directory.ts'
import { followPage } from '../support/page-at-rest.ts'
import { everyPage, seedDesk } from '../support/seed-desk.ts'
import { signIn } from '../support/sign-in.ts'
import { administrator, startTestDesk, type TestDesk } from '../support/test-desk.ts'
import { createWalker, type Walk } from '../support/walk.ts'

const browser = browserOfFile()
let seeded: TestDesk
let paths: Record<string, string>
beforeAll(async () => {
  seeded = await startTestDesk()
  paths = { ...everyPage, ...(await seedDesk(seeded)) }
  await waitUntilHashed(seeded.storePath)
  await seeded.desk.close()
})
afterAll(() => seeded.end())

describe.each(['en', 'zh-CN'])('in %s, at 1024×700, in light and in dark', (language) => {
  let desk: DeskProcess
  let walk: Walk
  let atRest: () => Promise<void>
  beforeAll(async () => {
    desk = await startDeskProcess(seeded.folder)
    walk = await createWalker(browser(), language, 'every-page').open(desk.link)
    atRest = followPage(walk.page)
    await signIn(walk, administrator)
  })
  afterAll(async () => {
    await walk.page.context().close()
    await desk.stop()
  })

  it('every page can be read by everybody, and no text of it is cut', async () => {
    for (const [name, path] of Object.entries(paths)) {
      await walk.page.evaluate(`location.hash = '#/${path}'`)
      await walk.page.getByRole('heading', { level: 1 }).waitFor()
      await atRest()
      await walk.look(name)
    }
    expect(walk.barriers).toEqual([])
    expect(walk.errors).toEqual([])
  })

  it('a field without a name and a text that is cut would be seen', async () => {
    await walk.page.evaluate(`document.querySelector('h1').insertAdjacentHTML('beforeend', '<input>')`)
    await walk.page.evaluate(`document.querySelector('h1').style.cssText =
      'width: 20px; overflow: hidden; white-space: nowrap'`)
    await walk.look('spoilt')
    expect(walk.barriers).toEqual([
      expect.stringMatching(/^spoilt, (light|dark): label at .*input$/),
      expect.stringMatching(/^spoilt: ".+" is cut by h1/),
    ])
  })

  it('a text that is cut in a dialog would be seen, and not what waits behind it', async () => {
    await walk.page.keyboard.press('Control+k')
    await walk.part('palette-input').waitFor()
    expect(await findCutText(walk.page)).toEqual([])
    await walk.page.evaluate(`document.querySelector('[data-item]').style.cssText =
      'display: block; width: 20px; overflow: hidden; white-space: nowrap'`)
    expect(await findCutText(walk.page)).toContainEqual(expect.stringMatching(/is cut by/))
  })
})
