import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openChromium } from '../test/support/chromium.ts'
import { makeTempFolder } from '../test/support/temp-folder.ts'

// Prints the time from `npm start -- --browser`, built, to a page whose first field can be typed into.

const rounds = 5
const browser = await openChromium()
const times: number[] = []
for (let round = 0; round <= rounds; round++) {
  const folder = makeTempFolder('bench')
  const context = await browser.newContext()
  const page = await context.newPage()
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env
  const started = performance.now()
  const child = spawn(
    'npm',
    ['start', '--silent', '--', '--browser', '--store', `${folder.path}/store/desk.latchkey`],
    {
      env: { ...env, HOME: folder.path },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  )
  const link = await new Promise<string>((resolve) => {
    let output = ''
    const hear = (bytes: Buffer): void => {
      output += bytes.toString()
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/#c=[\w-]+/.exec(output) ?? []
      if (found !== undefined) resolve(found)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
  })
  const linked = performance.now() - started
  await page.goto(link)
  await page.locator('[data-testid=first-run-name] input, input[data-testid=first-run-name]').fill('ada')
  const typed = performance.now() - started
  if (round > 0) times.push(typed)
  console.log(
    `${round === 0 ? 'warm-up' : `round ${String(round)}`}: link ${linked.toFixed(0)} ms, typed into ${typed.toFixed(0)} ms`,
  )
  await context.close()
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
  await once(child, 'exit')
  folder.remove()
}
console.log(`median ${(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN).toFixed(0)} ms`)
await browser.close()
