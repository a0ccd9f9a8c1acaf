import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawCaptcha } from '../../../src/main/systems/yunhu/captcha-picture.ts'
import { keptRows } from '../kept-rows.ts'
import { startYunhuBackend, type YunhuBackend } from './yunhu-backend.ts'

let backend: YunhuBackend
beforeAll(async () => {
  backend = await startYunhuBackend()
})
afterAll(() => backend.stop())

const svgOf = (img: unknown): string => {
  const [head, data = ''] = String(img).split(',')
  expect(head).toBe('data:image/svg+xml;base64')
  return Buffer.from(data, 'base64').toString('utf8')
}

test('a picture comes with its number, and its answer is in neither the answer nor the store', async () => {
  const { answer } = await backend.post({ actionName: 'getcode' })
  expect(answer).toMatchObject({ actionName: 'getcode', code: 1, msg: '', data: { codeid: 1 } })
  const { img } = answer['data'] as { img: string }
  expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(48 * 1024)
  expect(svgOf(img)).toMatch(/^<svg [^>]*><rect [^>]*\/><path [^>]*><\/path><\/svg>$/)
  expect(backend.actions()).not.toContain('directory.token-issued')
  expect(JSON.stringify(keptRows(backend))).not.toContain(img.slice(100, 200))
})

test('every picture has its own number and its own lines', async () => {
  const pictures = await Promise.all(
    Array.from({ length: 20 }, async () => (await backend.post({ actionName: 'getcode' })).answer['data']),
  )
  const numbers = pictures.map((data) => (data as { codeid: number }).codeid)
  expect(new Set(numbers).size).toBe(20)
  expect(new Set(pictures.map((data) => (data as { img: string }).img)).size).toBe(20)
})

test('the same text is never drawn twice alike, and all letters are one path', async () => {
  const always = (): number => 0
  const [one, other] = [await drawCaptcha(always), await drawCaptcha(always)]
  expect(one.text).toBe('AAAAA')
  expect(other.text).toBe('AAAAA')
  const [left, right] = [svgOf(one.img), svgOf(other.img)]
  expect(left).not.toBe(right)
  for (const svg of [left, right]) {
    expect(svg.match(/<path /g)).toHaveLength(1)
    // A line that is lifted or closed would show where a letter begins.
    expect(svg).toMatch(/ d="M[^MZ]+M[\d. -]+"><\/path>/)
    expect(svg).not.toMatch(/<text|AAAAA/)
  }
})

test('the letters are drawn by lot', async () => {
  const texts = await Promise.all(Array.from({ length: 40 }, async () => (await drawCaptcha()).text))
  expect(new Set(texts).size).toBeGreaterThan(38)
  expect(new Set(texts.join('')).size).toBeGreaterThan(12)
  for (const text of texts) expect(text).toMatch(/^[ACEFHKLNPRTXY346]{5}$/)
})
