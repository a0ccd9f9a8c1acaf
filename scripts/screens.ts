import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openChromium } from '../test/support/chromium.ts'
import { startDeskProcess } from '../test/support/desk-process.ts'
import { followPage } from '../test/support/page-at-rest.ts'
import { everyPage, seedDesk } from '../test/support/seed-desk.ts'
import { makeTempFolder } from '../test/support/temp-folder.ts'
import { administrator, startTestDesk } from '../test/support/test-desk.ts'
import { buildStale } from './build-stale.ts'

// Writes every page in both languages, light and dark, at 1024×700 into a folder for looking at; takes its path.
const root = join(import.meta.dirname, '..')
const folder = resolve(process.argv[2] ?? join(root, 'test-results', 'pages'))

await buildStale({ root, announce: console.log })
const seeded = await startTestDesk()
const empty = makeTempFolder('screens')
const paths = { ...everyPage, ...(await seedDesk(seeded)) }
await seeded.desk.close()
mkdirSync(folder, { recursive: true })
const browser = await openChromium()
try {
  for (const language of ['en', 'zh-CN']) {
    await withDesk(browser, { at: empty.path, language }, (_, take) => take('first-run'))
    await withDesk(browser, { at: seeded.folder, language }, async (page, take) => {
      await take('sign-in')
      await goTo(page, 'forgot-password')
      await take('forgot-password')
      await goTo(page, 'sign-in')
      await signIn(page)
      // What the mouse rests on would look chosen.
      await page.mouse.move(0, 0)
      for (const [name, path] of Object.entries(paths)) {
        await goTo(page, path)
        await take(name)
      }
    })
  }
  console.log(`The pictures are in ${folder}.`)
} finally {
  await browser.close()
  empty.remove()
  await seeded.end()
}

async function withDesk(
  opened: Browser,
  { at, language }: { at: string; language: string },
  look: (page: Page, take: (name: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const desk = await startDeskProcess(at)
  const context = await opened.newContext({ locale: language, viewport: { width: 1024, height: 700 } })
  try {
    const page = await context.newPage()
    const atRest = followPage(page)
    await page.goto(desk.link)
    await look(page, async (name) => {
      await page.getByRole('heading', { level: 1 }).waitFor()
      await atRest()
      await takeBoth(page, `${name}-${language}`)
    })
  } finally {
    await context.close()
    await desk.stop()
  }
}

async function signIn(page: Page): Promise<void> {
  await page.getByTestId('sign-in-name').fill(administrator.name)
  await page.getByTestId('sign-in-password').fill(administrator.password)
  await page.getByTestId('sign-in-submit').click()
  await page.getByTestId('nav-overview').waitFor()
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(`location.hash = '#/${path}'`)
}

async function takeBoth(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor()
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), animations: 'disabled' })
  }
}
