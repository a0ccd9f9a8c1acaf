import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOperator, ownPassword } from '../support/add-operator.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { openHandedOn, type HandedOnWalk } from '../support/handed-on-walk.ts'
import { waitUntilHashed } from '../support/hashed-directory.ts'
import { signIn } from '../support/sign-in.ts'
import type { TestDesk } from '../support/test-desk.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

/** Lists every page by its path, with one case and one rotation that are nowhere. */
const paths = [
  ...[
    'overview',
    'admins',
    'rotations',
    'rotations/new',
    'rotations/r1',
    'resets',
    'resets/new',
    'resets/c1',
  ],
  ...['users', 'applications', 'audit', 'backends', 'exchanges', 'contradictions', 'built-in', 'operators'],
  'settings',
]
/** Says which of them each role sees; whoever opens one to more people has to mean it. */
const pagesOf = {
  support: ['overview', 'resets', 'users', 'audit', 'settings'],
  auditor: ['overview', 'audit', 'settings'],
} as const
type Walked = keyof typeof pagesOf
const sees = (role: Walked, path: string): boolean =>
  pagesOf[role].some((page) => path === page || path.startsWith(`${page}/`))

const browser = browserOfFile()

describe.each(walkedLanguages('en'))('in %s, the page of', (language) => {
  let at: HandedOnWalk
  let walk: Walk
  let copy = ''
  let publicKey = ''
  let asked: string[] = []

  beforeAll(async () => {
    at = await openHandedOn(browser(), { language, job: 'roles', before: addColleagues })
    ;({ walk } = at)
    walk.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  })
  endAtFailure(() => walk)
  afterAll(() => at.end())

  /** Adds one of each role, and takes away a copy of the store. */
  const addColleagues = async (seeded: TestDesk): Promise<void> => {
    for (const role of ['support', 'auditor'] as const) await addOperator(seeded, { name: role, role })
    publicKey = seeded.desk.audit.chain().publicKey ?? ''
    await waitUntilHashed(seeded.storePath)
    await seeded.desk.close()
    copy = join(seeded.folder, 'taken-away.latchkey')
    copyFileSync(seeded.storePath, copy)
  }
  const here = (): string => new URL(walk.page.url()).hash.replace(/^#\/|\?.*$/g, '')
  const goTo = async (path: string): Promise<void> => {
    await walk.page.evaluate(`location.hash = '#/${path}'`)
    await walk.page.getByRole('heading', { level: 1 }).waitFor()
  }
  const attributes = async (parts: Locator, name: string): Promise<string[]> =>
    Promise.all((await parts.all()).map(async (one) => (await one.getAttribute(name)) ?? ''))
  /** Types into the palette and gives what it offers, once the desk has answered. */
  const offered = async (text: string): Promise<string[]> => {
    await walk.page.keyboard.press('Control+k')
    await walk.fill('palette-input', text)
    const search = walk.page.locator('#palette-results[aria-busy="false"]')
    await search.waitFor({ state: 'attached' })
    const found = await attributes(walk.page.locator('[data-item]'), 'data-item')
    await walk.page.keyboard.press('Escape')
    await walk.part('palette').waitFor({ state: 'detached' })
    return found
  }

  describe.each(['support', 'auditor'] as const)('%s', (role) => {
    it('shows their pages and no other, by side bar and by address', async () => {
      await signIn(walk, { name: role, password: ownPassword })
      await walk.look(`${role}-overview`)
      const links = walk.page.locator('nav a[data-testid^="nav-"]')
      const named = (await attributes(links, 'data-testid')).map((id) => id.replace('nav-', ''))
      expect(named).toEqual(pagesOf[role])
      for (const path of paths) {
        await goTo('settings')
        // What it reads last is shown: nothing that is asked for from here on is asked by it.
        await walk.part('key-fingerprint').waitFor()
        asked = []
        await goTo(path)
        if (!sees(role, path)) await walk.part('forbidden').waitFor()
        expect([path, here(), await walk.part('forbidden').count()]).toEqual([
          path,
          path,
          sees(role, path) ? 0 : 1,
        ])
        const calls = asked.filter(
          (one) => one.startsWith('/rpc/') && !/^\/rpc\/(overview|session)\//.test(one),
        )
        if (!sees(role, path)) expect([path, calls]).toEqual([path, []])
      }
      await goTo('operators')
      await walk.part('forbidden').waitFor()
      expect(await walk.page.getByRole('heading', { level: 1 }).innerText()).toBe(
        language === 'en' ? 'Operators' : '操作员',
      )
      await walk.look(`${role}-forbidden`)
      await walk.press('forbidden-home')
      await walk.part('needs').waitFor()
    })

    it('offers by palette and by key what is theirs alone', async () => {
      await goTo('overview')
      const items = await offered('')
      expect(items.filter((id) => id.startsWith('place-'))).toEqual(
        pagesOf[role].map((page) => `place-${page}`),
      )
      expect(items.includes('action-new-request')).toBe(role === 'support')
      expect(items).not.toContain('action-new-rotation')
      for (const letter of ['p', 'm', 'b', ...(role === 'auditor' ? ['q', 'u', 'n'] : [])]) {
        await walk.page.keyboard.press('g')
        await walk.page.keyboard.press(letter)
      }
      await walk.page.keyboard.press('g')
      await walk.page.keyboard.press('s')
      await walk.page.waitForURL(/#\/settings/)
      expect(here()).toBe('settings')
    })

    it('finds nothing that is not theirs to see', async () => {
      asked = []
      expect((await offered('chatAdmin')).filter((id) => id.startsWith('admin-'))).toEqual([])
      expect((await offered('Mall')).filter((id) => id.startsWith('application-'))).toEqual([])
      const users = (await offered('18616503617')).filter((id) => id.startsWith('user-'))
      expect(users).toHaveLength(role === 'support' ? 1 : 0)
      expect(asked.includes('/rpc/search/find')).toBe(role === 'support')
    })

    it('shows what of the audit and of the settings is theirs', async () => {
      await goTo('audit')
      await walk.part('audit-row').first().waitFor()
      await walk.look(`${role}-audit`)
      expect(await walk.part('audit-tab-findings').count()).toBe(role === 'auditor' ? 1 : 0)
      expect(await walk.part('audit-report').count()).toBe(role === 'auditor' ? 1 : 0)
      expect(await walk.part('audit-tab-take').count()).toBe(role === 'auditor' ? 1 : 0)
      await goTo('audit?tab=take')
      await walk.part('audit-tab-copy').waitFor()
      expect(await walk.part('take-copy').count()).toBe(role === 'auditor' ? 1 : 0)
      await goTo('settings')
      await walk.part('settings-account').waitFor()
      await walk.look(`${role}-settings`)
      expect(await walk.part('recovery-key-anew').count()).toBe(0)
      expect(await walk.part('back-up-now').count()).toBe(0)
    })

    it(role === 'auditor' ? 'verifies a copy and reports on it' : 'verifies a copy', async () => {
      await goTo('audit?tab=copy')
      await walk.fill('copy-path', `"${copy}"`)
      await walk.part('copy-verify').press('Enter')
      await walk.page.locator('[data-testid="audit-verdict"][data-verdict="consistent"]').waitFor()
      await walk.fill('copy-key', publicKey)
      await walk.press('copy-verify')
      await walk.page.locator('[data-testid="audit-verdict"]').waitFor()
      await walk.look(`${role}-copy`)
      if (role === 'support') {
        expect(await walk.part('copy-report').count()).toBe(0)
      } else {
        const [download] = await Promise.all([walk.page.waitForEvent('download'), walk.press('copy-report')])
        const report = readFileSync(await download.path(), 'utf8')
        expect(report.startsWith(`<!doctype html>\n<html lang="${language}">`)).toBe(true)
        expect(report).toContain('chatAdmin')
        await walk.part('audit-handed').waitFor()
        await walk.look('copy-reported')
        await walk.press('audit-tab-take')
        await walk.look('take')
        const [taken] = await Promise.all([walk.page.waitForEvent('download'), walk.press('take-copy-save')])
        const [key] = await Promise.all([walk.page.waitForEvent('download'), walk.press('take-key-save')])
        expect(readFileSync(await key.path(), 'utf8')).toBe(publicKey)
        await walk.fill('take-folder', '/media/of the auditor')
        expect(await walk.part('take-command').innerText()).toBe(
          `npm run -s latchkey -- audit verify --store "/media/of the auditor/${taken.suggestedFilename()}" --public-key "/media/of the auditor/${key.suggestedFilename()}"`,
        )
        await walk.look('taken')
        await walk.press('audit-tab-copy')
        await walk.fill('copy-path', await taken.path())
        await walk.fill('copy-key', readFileSync(await key.path(), 'utf8'))
        await walk.press('copy-verify')
        await walk.page.locator('[data-testid="audit-verdict"][data-verdict="verified"]').waitFor()
        await walk.look('copy-taken')
        await goTo('audit')
        await walk.part('audit-table').waitFor()
        expect(await walk.part('audit-handed').count()).toBe(0)
      }
      await walk.press('lock-button')
      await walk.part('lock-page').waitFor()
      expect(await walk.text()).not.toContain('taken-away')
    })
  })

  it('anybody keeps nobody out by its looks, and asks for nothing that is forbidden', () => {
    expect(walk.barriers).toEqual([])
    expect(walk.errors.filter((error) => !error.includes(' 404 (Not Found) /rpc/resetDesk/get'))).toEqual([])
  })
})
