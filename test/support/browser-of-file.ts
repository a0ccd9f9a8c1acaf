import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openChromium } from './chromium.ts'

/** Opens a browser before the tests of a file and closes it after them; gives it to what runs in between. */
export function browserOfFile(): () => Browser {
  let browser: Browser | null = null
  beforeAll(async () => {
    browser = await openChromium()
  })
  afterAll(() => browser?.close())
  return () => {
    if (browser === null) throw new Error('the browser is not open yet')
    return browser
  }
}
