import type { Browser, CDPSession, Page } from 'playwright-core'
import { administrator } from '../test/support/test-desk.ts'

/** Drives the desk's page in Chromium and measures inside it; times are in ms. */
export interface PageDriver {
  page: Page
  /** Goes to a place of the page and gives how long it took until something stood there. */
  open(place: string, selector: string): Promise<number>
  /** Types into a search box and gives how long it took until the desk was asked, and from there to its rows. */
  search(box: string, table: string, text: string): Promise<{ asked: number; shown: number }>
  /** Names the scripts that the page had at its first paint, and those that it has now. */
  scripts(): Promise<{ firstPaint: string[]; now: string[] }>
  /** Gives how long the tasks over 50 ms took since this was asked last. */
  longTasks(): Promise<number[]>
  /** Gives what the page's scripts hold after a collection (MB). */
  heapMb(): Promise<number>
  close(): Promise<void>
}

/** Opens the page by its link and signs the administrator in. */
export async function drivePage(browser: Browser, link: string): Promise<PageDriver> {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 1024, height: 700 } })
  await context.addInitScript(`
    globalThis.longTasks = []
    new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((one) => one.duration)))
      .observe({ type: 'longtask', buffered: true })`)
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  await page.goto(link)
  const field = (id: string) => page.locator(`[data-testid=${id}] input, input[data-testid=${id}]`)
  await field('sign-in-name').fill(administrator.name)
  await field('sign-in-password').fill(administrator.password)
  await page.getByTestId('sign-in-submit').click()
  await page.getByTestId('nav-admins').waitFor()
  const devtools = await context.newCDPSession(page)
  return {
    page,
    open: (place, selector) => page.evaluate<number>(opening(place, selector)),
    search: (box, table, text) =>
      page.evaluate<{ asked: number; shown: number }>(searching(box, table, text)),
    scripts: () => page.evaluate<{ firstPaint: string[]; now: string[] }>(scripts),
    longTasks: () => page.evaluate<number[]>('longTasks.splice(0)'),
    heapMb: () => heapMb(devtools),
    close: () => context.close(),
  }
}

const untilFrame = `(holds) => new Promise((resolve, reject) => {
  const begun = performance.now()
  const look = () => {
    if (holds()) resolve(performance.now())
    else if (performance.now() - begun > 30_000) reject(new Error('waited in vain: ' + holds))
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})`

function opening(place: string, selector: string): string {
  return `(async () => {
    const until = ${untilFrame}
    const started = performance.now()
    location.hash = ${JSON.stringify(place)}
    return (await until(() => document.querySelector(${JSON.stringify(selector)}) !== null)) - started
  })()`
}

function searching(box: string, table: string, text: string): string {
  return `(async () => {
    const until = ${untilFrame}
    const part = (id) => document.querySelector('[data-testid="' + id + '"]')
    const box = part(${JSON.stringify(box)})
    const input = box instanceof HTMLInputElement ? box : box.querySelector('input')
    const isAsked = () => new URLSearchParams(location.hash.split('?')[1]).get('q') === ${JSON.stringify(text)}
    const started = performance.now()
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, ${JSON.stringify(text)})
    input.dispatchEvent(new Event('input', { bubbles: true }))
    const asked = await until(isAsked)
    const isShown = () => part(${JSON.stringify(table)})?.getAttribute('aria-busy') === 'false'
    const shown = await until(isShown)
    return { asked: asked - started, shown: shown - asked }
  })()`
}

const scripts = `(() => {
  const [paint] = performance.getEntriesByName('first-contentful-paint')
  const all = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'))
  const names = (those) => those.map(({ name }) => new URL(name).pathname)
  return { firstPaint: names(all.filter((one) => one.responseEnd <= paint.startTime)), now: names(all) }
})()`

async function heapMb(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}
