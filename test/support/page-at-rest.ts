import { setTimeout as pause } from 'node:timers/promises'
import type { Page, Request } from 'playwright-core'

const isRead = `![...document.querySelectorAll('main [role="status"]')].some((one) => one.textContent.trim().endsWith('…'))`
const restsFor = 4
const patience = 400

/** Follows what a page asks for, and gives what waits until it asks for nothing more and shows all that it read. */
export function followPage(page: Page): () => Promise<void> {
  const underWay = new Set<Request>()
  const end = (request: Request): void => {
    underWay.delete(request)
  }
  page.on('request', (request) => {
    if (!request.url().endsWith('/rpc/session/watch')) underWay.add(request)
  })
  page.on('requestfinished', end)
  page.on('requestfailed', end)
  return async () => {
    let rests = 0
    for (let looks = 0; looks < patience && rests < restsFor; looks++) {
      rests = underWay.size === 0 && (await page.evaluate<boolean>(isRead)) ? rests + 1 : 0
      await pause(50)
    }
    if (rests < restsFor) throw new Error(`the page at ${page.url()} does not come to rest`)
  }
}
