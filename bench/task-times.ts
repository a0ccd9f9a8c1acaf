import type { Page } from 'playwright-core'
import { z } from 'zod'

const trace = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      /** Is the time that the thread had the processor (µs). */
      tdur: z.number().optional(),
    }),
  ),
})
const sign = 'task-times'

/**
 * Does something with a page, and gives how much processor time each task of the page's main thread took meanwhile
 * (ms): what others take of the machine is not in it.
 */
export async function taskTimes(page: Page, work: () => Promise<unknown>): Promise<number[]> {
  const browser = page.context().browser()
  if (browser === null) throw new Error('the page has no browser that could be traced')
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
  await page.evaluate(`performance.mark('${sign}')`)
  await work()
  const { traceEvents } = trace.parse(JSON.parse((await browser.stopTracing()).toString()))
  // A page's marks are made on its main thread.
  const main = traceEvents.find(({ name }) => name === sign)
  if (main === undefined) throw new Error('the page is not in its trace')
  const times = traceEvents
    .filter(({ name, pid, tid }) => name.endsWith('RunTask') && pid === main.pid && tid === main.tid)
    .flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur / 1000]))
  if (times.length === 0) throw new Error('the trace does not say how long the tasks of the page took')
  return times
}
