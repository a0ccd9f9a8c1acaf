import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserOfFile } from '../support/browser-of-file.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const browser = browserOfFile()

describe.each(walkedLanguages('zh-CN'))('in %s, an application of another backend', (language) => {
  let at: SignedInWalk
  let walk: Walk

  beforeAll(async () => {
    at = await openSignedIn(browser(), { language, job: 'remote-applications' })
    ;({ walk } = at)
  })
  endAtFailure(() => walk)
  afterAll(() => at.end())

  const save = async (): Promise<void> => {
    await walk.press('application-submit')
    await walk.part('application-dialog').waitFor({ state: 'detached' })
  }
  /** Gives what the audit says of the last changes of the backend, the newest first. */
  const told = (): unknown[] => {
    const store = new Database(join(at.folder, 'store', 'desk.latchkey'), { readonly: true })
    const details = store
      .prepare<[], string>(
        `SELECT detail FROM audit_event_fields WHERE action = 'backend.changed' ORDER BY seq DESC LIMIT 2`,
      )
      .pluck()
      .all()
    store.close()
    return details.map((detail): unknown => JSON.parse(detail))
  }

  it('is recorded with a backend that was set up for it', async () => {
    await walk.press('nav-backends')
    await walk.press('backend-add')
    await walk.part('backend-system').selectOption('nobase')
    await walk.fill('backend-name', 'Beijing')
    await walk.fill('backend-url', 'https://mall.example')
    await walk.press('backend-submit')
    await walk.press('application-add')
    await walk.fill('application-appid', 'mall-7')
    expect(await walk.part('application-reason').count()).toBe(0)
    await save()
    await walk.part('backend-application').waitFor()
  })

  it('is recorded otherwise for a reason, once it is shown what that changes', async () => {
    await walk.press('application-edit')
    await walk.part('application-allowPasswordChange').selectOption('off')
    await walk.part('application-changes').locator('[data-field="allowPasswordChange"]').waitFor()
    expect(await walk.part('application-submit').isDisabled()).toBe(true)
    await walk.look('edit')
    await walk.fill('application-reason', 'the console says so')
    await save()
    await walk.part('application-saved').waitFor()
    await walk.look('saved')
    expect(told()[0]).toMatchObject({
      reason: 'the console says so',
      after: '{"application mall-7":"tokenValidation null, allowPasswordChange false"}',
    })
  })

  it('is taken back, for a reason of its own, also after another page was looked at', async () => {
    await walk.page.keyboard.press('Escape')
    await walk.press('nav-applications')
    await walk.part('remote-row').waitFor()
    await walk.press('remote-edit')
    await walk.press('application-undo')
    expect(await walk.part('application-submit').isDisabled()).toBe(true)
    await walk.look('undo')
    await walk.fill('application-reason', 'the other application was meant')
    await save()
    expect(await walk.part('application-undo').count()).toBe(0)
    expect(told()[0]).toMatchObject({
      reason: 'the other application was meant',
      after: '{"application mall-7":"tokenValidation null, allowPasswordChange null"}',
    })
    await walk.page.keyboard.press('Escape')
  })

  it('is found from any page, and leads to its backend', async () => {
    await walk.press('nav-overview')
    await walk.page.keyboard.press('Control+k')
    await walk.fill('palette-input', 'MALL-7')
    const option = walk.part('palette').locator('[data-item^="application-"]')
    await option.waitFor()
    await walk.look('palette')
    await option.click()
    await walk.page.waitForURL(/backends\?backend=/)
    await walk.part('backend-application').waitFor()
  })

  it('puts nothing in the way of anybody', () => {
    expect(walk.barriers).toEqual([])
    expect(walk.errors).toEqual([])
  })
})
