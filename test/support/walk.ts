import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Locator, Page } from 'playwright-core'
import { findCutText } from './cut-text.ts'

const screens = fileURLToPath(new URL('../../test-results/screens/', import.meta.url))

const takesPictures = process.env['LATCHKEY_PICTURES'] !== undefined

// Half as long as what the package exports, and the same.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const everyRule = `['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']`
const colourRules = `{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }`

// What still changes its colour would be judged on the way from one theme to the other.
const endOfMotion = `new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    for (const motion of document.getAnimations()) {
      if (Number.isFinite(motion.effect?.getComputedTiming().endTime)) motion.finish()
    }
    resolve()
  }))
})`

/** Names a theme of the page. */
type Theme = 'light' | 'dark'

/** Walks through the page as a person would: by the fields and buttons that are there, looking at every screen. */
export interface Walk {
  readonly page: Page
  /** Finds one part of the page by its `data-testid`. */
  part(id: string): Locator
  press(id: string): Promise<void>
  fill(id: string, value: string): Promise<void>
  /** Looks for barriers in light and in dark, and takes a picture of each where pictures are asked for. */
  look(name: string): Promise<void>
  /** Ends what still moves or changes its colour. */
  endMotion(): Promise<void>
  /** Takes a picture of the page as it is where pictures are asked for, numbered in the order of the walk. */
  keepPicture(name: string): Promise<void>
  /** Takes a picture of the page where the walk failed, whether pictures are asked for or not. */
  keepFailure(): Promise<void>
  /** Gives the text that the page shows, and what its fields hold. */
  text(): Promise<string>
  /** Lists what keeps people from using the screens that were looked at: WCAG 2.1, levels A and AA, and cut text. */
  readonly barriers: readonly string[]
  /** Lists every error of the page and every line that it wrote to its console as an error. */
  readonly errors: readonly string[]
  /** Gives all that the page wrote to its console. */
  console(): string
}

/** Opens pages one after the other in one language at 1024×700, with one row of pictures for all of them. */
export function createWalker(
  browser: Browser,
  language: string,
  job: string,
): { open: (link: string) => Promise<Walk> } {
  const folder = join(screens, job, language)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  let pictures = 0

  return {
    open: async (link) => {
      const context = await browser.newContext({
        locale: language,
        viewport: { width: 1024, height: 700 },
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      page.setDefaultTimeout(45_000)
      const errors: string[] = []
      const barriers: string[] = []
      let lines = ''
      let themes: readonly Theme[] = language === 'en' ? ['light', 'dark'] : ['dark', 'light']
      page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
      page.on('console', (message) => {
        lines += `${message.text()}\n`
        if (message.type() !== 'error') return
        const { url } = message.location()
        errors.push(url === '' ? message.text() : `${message.text()} ${new URL(url).pathname}`)
      })
      await page.goto(link)

      const part = (id: string): Locator => page.getByTestId(id)
      const takePicture = async (name: string): Promise<void> => {
        pictures += 1
        const path = join(folder, `${String(pictures).padStart(2, '0')}-${name}.png`)
        await page.screenshot({ path, animations: 'disabled' })
      }
      const endMotion = async (): Promise<void> => {
        await page.evaluate(endOfMotion)
      }
      const keepPicture = async (name: string): Promise<void> => {
        if (takesPictures) await takePicture(name)
      }
      return {
        page,
        part,
        errors,
        barriers,
        press: (id) => part(id).click(),
        fill: (id, value) => fieldOf(part(id)).fill(value),
        look: async (name) => {
          for (const colorScheme of themes) {
            await page.emulateMedia({ colorScheme })
            await page.locator(`html[data-theme=${colorScheme}]`).waitFor()
            await endMotion()
            await keepPicture(`${name}-${colorScheme}`)
            // Of what axe looks at, a theme changes the colours only.
            const found = await findBarriers(page, colorScheme === themes[0] ? everyRule : colourRules)
            barriers.push(...found.map((barrier) => `${name}, ${colorScheme}: ${barrier}`))
          }
          barriers.push(...(await findCutText(page)).map((cut) => `${name}: ${cut}`))
          // The next look begins where this one ends, and so either theme gets every rule in turn.
          themes = themes.toReversed()
        },
        endMotion,
        keepPicture,
        keepFailure: () => takePicture('failed'),
        text: () => read(page),
        console: () => lines,
      }
    },
  }
}

/** The test id may stand on the field itself or on what is drawn around it. */
function fieldOf(part: Locator): Locator {
  const inner = part.locator('input, textarea')
  return part.and(part.page().locator('input, textarea')).or(inner).first()
}

async function findBarriers(page: Page, rules: string): Promise<string[]> {
  // It is half a megabyte, and stays as long as the page does.
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axe)
  const judge = (): Promise<string[]> =>
    page.evaluate<string[]>(
      `axe.run({ resultTypes: ['violations'], runOnly: ${rules} }).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' at ' + target.join(' '))))`,
    )
  const found = await judge()
  if (found.length === 0) return found
  // What was replaced or began to change while it was judged had no colours to judge by; a barrier is there still.
  await page.evaluate(endOfMotion)
  return judge()
}

async function read(page: Page): Promise<string> {
  const fields = await page.locator('input, textarea').all()
  return [
    await page.content(),
    await page.innerText('body'),
    ...(await Promise.all(fields.map((field) => field.inputValue()))),
    await page.evaluate<string>('JSON.stringify([{ ...sessionStorage }, { ...localStorage }])'),
  ].join('\n')
}
