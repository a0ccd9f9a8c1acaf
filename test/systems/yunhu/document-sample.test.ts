import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openChromium } from '../../support/chromium.ts'
import { keptRows } from '../kept-rows.ts'
import { browserMd5 } from './browser-md5.ts'
import { samplePage } from './sample-page.ts'
import { ming, route, startYunhuBackend, type YunhuBackend } from './yunhu-backend.ts'

const sampleAddress = 'http://127.0.0.1/ErpServer/h5api/10001/sa2022_1'
const sampleScript = 'https://cdnjs.cloudflare.com/ajax/libs/crypto-js/4.1.1/crypto-js.min.js'

let backend: YunhuBackend
let browser: Browser
let pages: Server
let allowed: boolean
let html: string

beforeAll(async () => {
  pages = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(html))
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
  browser = await openChromium()
})
beforeEach(async () => {
  allowed = true
  backend = await startYunhuBackend({ allowBrowserCallers: () => allowed })
  html = samplePage.replace(sampleAddress, backend.url + route)
  return () => backend.stop()
})
afterAll(async () => {
  await browser.close()
  await new Promise((resolve) => pages.close(resolve))
})

/** Opens the sample page, which resets a password at once; only the script from another host is stood in for. */
async function openSample(): Promise<Page> {
  const page = await browser.newPage()
  const body = `window.CryptoJS = { MD5: ${browserMd5.toString()} }`
  await page.route(sampleScript, (request) => request.fulfill({ contentType: 'text/javascript', body }))
  const { port } = pages.address() as AddressInfo
  await page.goto(`http://127.0.0.1:${String(port)}/`)
  return page
}

async function answerOf(page: Page, act: () => Promise<unknown>): Promise<Record<string, unknown>> {
  const [response] = await Promise.all([
    page.waitForResponse((one) => one.url() === backend.url + route && one.request().method() === 'POST'),
    act(),
  ])
  return (await response.json()) as Record<string, unknown>
}

test('the stand-in for the script has the MD5 of Node for any Unicode', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(browserMd5(text)).toBe(createHash('md5').update(text, 'utf8').digest('hex'))
    }),
  )
})

describe('the sample page of the document, with nothing but its host replaced', () => {
  test('resets the password, reads a picture, asks for a code, signs in and sees the shop', async () => {
    backend.giveCode()
    expect(backend.giveCaptcha('123456')).toBe(1)
    const page = await openSample()
    await page.waitForFunction('document.getElementById("id_error").innerText !== ""')
    expect(JSON.parse(await page.innerText('#id_error'))).toMatchObject({
      actionName: 'resetpwd',
      code: 1,
      data: { userid: ming.uid, nickname: ming.nickname },
    })
    expect(await page.innerText('#id_sign')).toBe('8BFDCA8248B85F468DBCD505652FE341')
    expect(await backend.isPassword('123456')).toBe(true)

    const picture = await answerOf(page, () => page.evaluate('getcode()'))
    expect(picture).toMatchObject({ actionName: 'getcode', code: 1 })
    await page.locator('#id_img').waitFor({ state: 'visible' })
    await page.waitForFunction('document.getElementById("id_img").naturalWidth === 460')

    expect(await answerOf(page, () => page.evaluate('getmsgcode()'))).toMatchObject({
      actionName: 'getmsgcode',
      code: 1,
    })
    expect(backend.sentCode()).toMatch(/^\d{6}$/)

    const signedIn = await answerOf(page, () => page.evaluate('login()'))
    expect(signedIn).toMatchObject({ actionName: 'login', code: 1, data: { mbphone: ming.phone } })
    const { token, userkey } = signedIn['data'] as Record<string, string>
    await page.evaluate(
      `AppConfig.token = ${JSON.stringify(token)}; AppConfig.singkey = ${JSON.stringify(userkey)}`,
    )
    expect(await answerOf(page, () => page.evaluate('getshop()'))).toMatchObject({
      actionName: 'getshop',
      code: 1,
    })
    await page.evaluate('AppConfig.singkey = "another"')
    expect(await answerOf(page, () => page.evaluate('getshop()'))).toMatchObject({ code: 7 })
    await page.close()
  })

  test('reaches nothing while pages of other origins may not call', async () => {
    allowed = false
    backend.giveCode()
    const before = keptRows(backend)
    const page = await openSample()
    await page.waitForFunction('document.getElementById("id_sign").innerText !== ""')
    expect(await page.innerText('#id_sign')).toBe('8BFDCA8248B85F468DBCD505652FE341')
    const refused = page.waitForEvent('requestfailed')
    await page.evaluate('resetpw()')
    expect((await refused).url()).toBe(backend.url + route)
    expect(await page.innerText('#id_error')).toBe('')
    expect(keptRows(backend)).toEqual(before)
    expect(await backend.isPassword(ming.password)).toBe(true)
    await page.close()
  })
})
