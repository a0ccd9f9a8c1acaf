import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { buildStale } from '../../../scripts/build-stale.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const root = join(import.meta.dirname, '..', '..', '..')

beforeAll(() => buildStale({ root }), 120_000)

function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = { out: '', err: '' }
  child.stdout.on('data', (bytes: Buffer) => (said.out += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (said.err += bytes.toString()))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, said, ended }
}
const script = join(root, 'scripts', 'run.js')
const link = /(http:\/\/127\.0\.0\.1:\d+)\/#c=([\w-]{43})/

describe('npm start without a display', () => {
  it('prints a link to a desk that answers, and ends cleanly when told to', async () => {
    const folder = tempFolder()
    const store = join(folder, 'desk.latchkey')
    const { child, said, ended } = run(process.execPath, [script, 'start', '--store', store], {
      TMPDIR: folder,
    })
    await vi.waitUntil(() => said.err.includes('#c='), { timeout: 15_000 })
    expect(said.err).toMatch(
      /^There is no display for a window here\. Opening the desk for your browser instead\.$/m,
    )
    const [, url = '', code] = link.exec(said.err) ?? []

    const ours = { origin: url, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
    const paired = await fetch(`${url}/pair`, {
      method: 'POST',
      headers: ours,
      body: JSON.stringify({ code }),
    })
    const { bearer } = (await paired.json()) as { bearer: string }
    const status = await fetch(`${url}/rpc/session/status`, {
      method: 'POST',
      headers: { ...ours, authorization: `Bearer ${bearer}` },
      body: '{}',
    })
    expect(await status.json()).toMatchObject({
      json: { product: { door: 'browser' }, store: { state: 'none', path: store } },
    })

    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(readdirSync(folder)).toEqual([])
    expect(existsSync(store)).toBe(false)
    expect(said.out).toBe('')
  })

  it('leaves no desk behind when npm alone is told to end', async () => {
    const folder = tempFolder()
    const options = ['--store', join(folder, 'desk.latchkey')]
    const { child, said } = run('npm', ['start', '--silent', '--', ...options], { TMPDIR: folder })
    await vi.waitUntil(() => link.test(said.err), { timeout: 15_000 })
    const [, url = ''] = link.exec(said.err) ?? []
    expect((await fetch(url)).status).toBe(403)
    child.kill('SIGTERM')
    await vi.waitUntil(
      () =>
        fetch(url).then(
          () => false,
          () => true,
        ),
      { timeout: 15_000 },
    )
  })
})

describe('npm run latchkey', () => {
  it('runs a command of the built command line, and says nothing of its own', async () => {
    const { said, ended } = run(process.execPath, [script, 'latchkey', '--version'])
    expect(await ended).toBe(0)
    expect(said).toEqual({ out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string, err: '' })
  })

  it('ends with the command’s exit code', async () => {
    const { ended } = run(process.execPath, [script, 'latchkey', 'no-such-command'])
    expect(await ended).toBe(2)
  })
})
