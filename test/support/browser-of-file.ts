import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openChromium } from './chromium.ts'

let opening: Promise<Browser | null> = Promise.resolve(null)

/** Gives the browser that the files of this process share, one after the other; another where that one has ended. */
async function sharedBrowser(): Promise<Browser> {
  const open = await opening.catch(() => null)
  if (open?.isConnected() === true) return open
  const opened = openChromium()
  opening = opened
  return opened
}

/**
 * Opens a browser before the tests of a file, and closes after them all that they have opened in it; gives it to what
 * runs in between. It ends with the process.
 */
export function browserOfFile(): () => Browser {
  let browser: Browser | null = null
  beforeAll(async () => {
    browser = await sharedBrowser()
  })
  afterAll(async () => {
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()))
  })
  return () => {
    if (browser === null) throw new Error('the browser is not open yet')
    return browser
  }
}
