import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startBrowserHost, type BrowserHost } from '../../src/main/hosts/browser/browser-host.ts'
import { createHandler } from '../../src/main/rpc/handler.ts'
import { createPageFiles } from '../../src/main/rpc/page-files.ts'
import { createSmallDesk } from '../rpc/small-desk.ts'
import { openChromium } from '../support/chromium.ts'
import { makePageFolder } from './page-folder.ts'
import { systemRandom } from './system-random.ts'

const folder = makePageFolder()
const { router, log } = createSmallDesk(() => true)
const files: string[] = []
let browser: Browser
let host: BrowserHost

/** Pairs, calls, reads two events of a stream, leaves it, and says in the page's title how that went. */
const script = `
const post = (path, headers, value) => fetch(path, {
  method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(value),
})
const paired = await post('/pair', {}, { code: location.hash.slice(3) })
const headers = { authorization: 'Bearer ' + (await paired.json()).bearer }
const greeted = await (await post('/rpc/greet', headers, { json: { name: 'Ming' } })).json()
const events = (await post('/rpc/watch', headers, {})).body.getReader()
await events.read()
await events.cancel()
document.title = greeted.json.greeting
`

beforeAll(async () => {
  writeFileSync(join(folder.path, 'assets', 'page.js'), script)
  const page =
    '<!doctype html><meta charset="utf-8"><script type="module" crossorigin src="./assets/page.js"></script>'
  writeFileSync(join(folder.path, 'index.html'), page)
  host = await startBrowserHost({
    handler: createHandler({
      router,
      context: (caller) => ({ caller }),
      pageFiles: createPageFiles(folder.path),
    }),
    print: () => undefined,
    clock: { now: Date.now },
    random: systemRandom,
    openBrowser: (file) => files.push(file),
  })
  browser = await openChromium()
})
afterAll(async () => {
  await browser.close()
  await host.close()
  folder.remove()
})

describe('a real browser', () => {
  it('comes by the start file to a page that pairs, calls and streams', async () => {
    const page = await browser.newPage()
    await page.goto(pathToFileURL(files.at(-1) ?? '').href)
    const title = page.locator('title')
    await vi.waitUntil(async () => (await title.textContent()) === '你好, Ming', { timeout: 15_000 })
    expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#c=/)
    await vi.waitUntil(() => log.endedWatches === 1, { timeout: 15_000 })
    await page.close()
  })

  it('lets a page of another origin neither call, nor frame, nor load anything', async () => {
    const frame = `<!doctype html><iframe src="${host.url}/"></iframe>`
    const foreign = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end(frame),
    )
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve))
    const page = await browser.newPage()
    const answers: number[] = []
    page.on('response', (response) => {
      if (response.url().startsWith(host.url)) answers.push(response.status())
    })
    await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`)
    const before = log.greeted
    const tried = await page.evaluate(async (url) => {
      const attempt = (path: string, init: RequestInit): Promise<string> =>
        fetch(url + path, init).then(
          ({ type, status }) => `${type} ${String(status)}`,
          () => 'refused',
        )
      const json = { 'content-type': 'application/json' }
      return Promise.all([
        attempt('/rpc/greet', { method: 'POST', body: '{"json":{"name":"Eve"}}', headers: json }),
        attempt('/rpc/greet', { method: 'POST', body: '{"json":{"name":"Eve"}}', mode: 'no-cors' }),
        attempt('/pair', { method: 'POST', body: '{"code":"x"}', headers: json }),
        attempt('/', {}),
        attempt('/assets/page.js', { mode: 'no-cors' }),
      ])
    }, host.url)
    expect(tried).toEqual(['refused', 'refused', 'refused', 'refused', 'refused'])
    expect(answers.filter((status) => status < 400)).toEqual([])
    expect(log.greeted).toBe(before)
    await page.close()
    foreign.close()
    foreign.closeAllConnections()
  })
})
