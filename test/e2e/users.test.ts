import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { administrator } from '../support/administrator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const account = '13800138000'

const browser = browserOfFile()

describe.each(walkedLanguages('en'))('in %s, the users of the built-in directory', (language) => {
  let at: SignedInWalk
  let walk: Walk

  beforeAll(async () => {
    at = await openSignedIn(browser(), { language, job: 'users', people: 'nobody' })
    ;({ walk } = at)
  })
  endAtFailure(() => walk)
  afterAll(() => at.end())

  const row = (of: string) => walk.page.locator(`[data-testid="user-row"][data-account="${of}"]`)
  const found = async (text: string): Promise<void> => {
    await walk.fill('users-search', text)
    await walk.part('user-row').nth(1).waitFor({ state: 'detached' })
    await row(account).waitFor()
  }
  const rule = (id: string) => walk.page.locator(`[data-rule="${id}"]`)

  it('begin empty, and say how to come by some', async () => {
    await walk.press('nav-users')
    await walk.part('users-empty').waitFor()
    await walk.look('empty')
    await walk.press('nav-admins')
    await walk.press('sample-load')
    await walk.press('nav-users')
    await row(account).waitFor()
  })

  it('are found by account, uid and phone, and the address keeps it', async () => {
    await found('138001')
    expect(walk.page.url()).toContain('q=138001')
    await found('15630')
    await found(account)
    await walk.fill('users-search', 'nobody at all')
    await walk.part('users-empty').waitFor()
    await walk.look('nothing-found')
    await walk.press('clear-filters')
    await walk.part('user-row').nth(5).waitFor()
    await walk.part('users-application').selectOption('app-1002')
    await walk.part('user-row').nth(3).waitFor({ state: 'detached' })
    expect(await row(account).count()).toBe(0)
    await walk.press('clear-filters')
  })

  it('have a signature text, which is set by the rules of its document', async () => {
    await row(account).click()
    await walk.part('sign-text-edit').waitFor()
    expect(walk.page.url()).toMatch(/user=\d+/)
    await walk.look('drawer')
    await walk.press('sign-text-edit')
    await walk.fill('sign-text-input', '   ')
    expect(await walk.part('sign-text-save').isDisabled()).toBe(true)
    await rule('present').and(walk.page.locator('[data-state="stops"]')).waitFor()
    await walk.fill('sign-text-input', '签'.repeat(201))
    await rule('advised').and(walk.page.locator('[data-state="warns"]')).waitFor()
    await walk.look('sign-text-long')
    await walk.fill('sign-text-input', '签'.repeat(1_000))
    await walk.press('sign-text-save')
    await walk
      .part('sign-text')
      .filter({ hasText: '签'.repeat(1_000) })
      .waitFor()
    await walk.look('sign-text-scrolls')
    await walk.press('sign-text-edit')
    await walk.fill('sign-text-input', '晚安，good night & 😀')
    await walk.press('sign-text-save')
    await walk.part('sign-text-input').waitFor({ state: 'detached' })
    await walk.part('sign-text').filter({ hasText: '晚安，good night & 😀' }).waitFor()
    await walk.look('sign-text-saved')
  })

  it('give a token once, and end it', async () => {
    await walk.press('token-issue')
    await walk.fill('step-up-password', administrator.password)
    await walk.press('step-up-submit')
    await walk.part('token-value').waitFor()
    await walk.look('token')
    await walk.press('token-revoke')
    await walk.page.locator('[data-testid="token-row"][data-state="revoked"]').waitFor()
    expect(await walk.part('token-revoke').count()).toBe(0)
  })

  it('lead to a reset with the user already chosen, and the next one is another’s', async () => {
    await walk.press('user-reset')
    await walk.part('reset-person-picked').filter({ hasText: account }).waitFor()
    await walk.look('reset')
    await walk.fill('reset-ticket', 'T-100')
    await walk.press('reset-submit')
    await walk.part('reset-open').waitFor({ state: 'detached' })
    expect(walk.page.url()).not.toContain('user=')
    await walk.page.goBack()
    await walk.part('user-cases').click()
    await walk.page.locator(`[data-testid="reset-row"][data-account="${account}"]`).waitFor()
    await walk.press('reset-new')
    await walk.part('reset-person').waitFor()
    expect(await walk.part('reset-person-picked').count()).toBe(0)
  })

  it('kept nobody out by their looks', () => {
    expect(walk.barriers).toEqual([])
    expect(walk.errors.filter((error) => !error.includes('/rpc/users/issueToken'))).toEqual([])
  })
})
