import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { quantile, type BenchRow, type Figure } from './measurement.ts'
import { openPage } from './open-page.ts'
import type { PageDriver } from './page-driver.ts'
import { taskTimes } from './task-times.ts'

const openings = 12
const texts = {
  admins: ['admin00', 'admin0012', '999', '王伟', '王', 'ops', 'ops001', '1000', '10004', '100045', '芳'],
  users: ['130', '1300', '999', '王伟', '王', 'user12', 'user123', 'example'],
}
const built = join(import.meta.dirname, '..', 'out', 'renderer')

/** Measures the built page in Chromium over 100,000 admins and as many users: its scripts, its lists, its memory. */
export async function deskPage(): Promise<BenchRow> {
  const { driver, close } = await openPage()
  return {
    round: async () => [
      ...(await scriptFigures(driver)),
      ...(await listFigures(driver, 'admins')),
      ...(await listFigures(driver, 'users')),
      { name: 'page: heap', value: await driver.heapMb(), unit: 'MB' },
    ],
    close,
  }
}

/** Weighs the scripts, compressed, that come before the first paint, and all once the overview shows its charts. */
async function scriptFigures(driver: PageDriver): Promise<Figure[]> {
  await driver.open('#/overview', '.chart svg')
  const { firstPaint, now } = await driver.scripts()
  const weightOf = (paths: readonly string[]): number =>
    [...new Set(paths)].reduce((sum, path) => sum + gzipSync(readFileSync(join(built, path))).length, 0) / 1e3
  return [
    { name: '10 script to first paint', value: weightOf(firstPaint), unit: 'kB', floor: { atMost: 280 } },
    { name: '10 script, with charts', value: weightOf(now), unit: 'kB', floor: { atMost: 480 } },
  ]
}

async function listFigures(driver: PageDriver, of: 'admins' | 'users'): Promise<Figure[]> {
  const row = `[data-testid=${of.slice(0, -1)}-row]`
  const elsewhere = (): Promise<number> => driver.open('#/backends', 'h1')
  await driver.open(`#/${of}`, row)
  await driver.longTasks()
  const opened: number[] = []
  for (let turn = 0; turn < openings; turn++) {
    await elsewhere()
    opened.push(await driver.open(`#/${of}`, row))
  }
  const searches: { asked: number; shown: number }[] = []
  for (const text of [...texts[of], ...texts[of]])
    searches.push(await driver.search(`${of}-search`, `${of}-table`, text))
  const longest = Math.max(0, ...(await driver.longTasks()))
  const tasks = await taskTimes(driver.page, async () => {
    await elsewhere()
    await driver.open(`#/${of}`, row)
    for (const text of texts[of]) await driver.search(`${of}-search`, `${of}-table`, text)
  })
  const shown = searches.map((one) => one.shown)
  const typed = searches.map((one) => one.asked + one.shown)
  return [
    {
      name: `page: ${of}, first rows, p95`,
      value: quantile(opened, 0.95),
      unit: 'ms',
      floor: { atMost: 250 },
    },
    { name: `page: ${of}, search, p95`, value: quantile(shown, 0.95), unit: 'ms', floor: { atMost: 100 } },
    { name: `page: ${of}, search, from the key, p95`, value: quantile(typed, 0.95), unit: 'ms' },
    { name: `page: ${of}, longest task meanwhile`, value: longest, unit: 'ms', floor: { atMost: 100 } },
    {
      name: `page: ${of}, longest task, processor time`,
      value: Math.max(...tasks),
      unit: 'ms',
      floor: { atMost: 100 },
    },
  ]
}
