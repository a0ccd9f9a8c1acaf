import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startDesk, type StartOptions } from '../../../scripts/start-desk.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const modules = join(import.meta.dirname, '..', '..', '..', 'node_modules')

/** Makes a checkout whose Electron is a script that writes down how it was started, and ends as it is told. */
function checkout(endsWith: number | null) {
  const root = tempFolder('latchkey-checkout')
  const home = join(root, 'node_modules', 'electron')
  mkdirSync(join(home, 'dist'), { recursive: true })
  symlinkSync(join(modules, '@electron'), join(root, 'node_modules', '@electron'))
  writeFileSync(join(home, 'package.json'), '{"name":"electron","version":"45.6.7"}')
  writeFileSync(join(home, 'checksums.json'), '{}')
  if (endsWith !== null) {
    writeFileSync(join(home, 'path.txt'), 'electron')
    writeFileSync(join(home, 'dist', 'version'), 'v45.6.7')
    const binary = join(home, 'dist', 'electron')
    const writes = `printf '%s|%s|%s' "$*" "$LATCHKEY_STORE" "$ELECTRON_RUN_AS_NODE" > '${root}/started'`
    writeFileSync(binary, `#!/bin/sh\n${writes}\nexit ${endsWith}\n`)
    chmodSync(binary, 0o700)
  }
  return root
}

async function start(root: string, args: string[] = [], given: Partial<StartOptions> = {}) {
  const lines: string[] = []
  const runs: string[][] = []
  await startDesk({
    root,
    args,
    platform: 'linux',
    env: { ...process.env, DISPLAY: ':0', ELECTRON_MIRROR: 'http://127.0.0.1:1/', ELECTRON_RUN_AS_NODE: '1' },
    uid: 1000,
    say: (line) => lines.push(line),
    runCli: (cli) => Promise.resolve(void runs.push(cli)),
    ...given,
  })
  const note = join(root, 'started')
  return { lines, runs, started: existsSync(note) ? readFileSync(note, 'utf8') : null }
}

describe('npm start', () => {
  it('opens the window, and nothing in the browser', async () => {
    const root = checkout(0)
    expect(await start(root)).toEqual({ lines: [], runs: [], started: `${root}||` })
  })

  it('hands the store down to the window', async () => {
    const root = checkout(0)
    const { started } = await start(root, ['--store', '/tmp/other.latchkey'])
    expect(started).toBe(`${root}|/tmp/other.latchkey|`)
  })

  it('opens the browser where the window does not come up, and says so', async () => {
    const { lines, runs, started } = await start(checkout(1))
    expect(started).not.toBeNull()
    expect(lines).toEqual(["Electron's window did not open. Opening the desk for your browser instead."])
    expect(runs).toEqual([['desk']])
  })

  it('goes to the browser directly when told to, without a word', async () => {
    const { lines, runs, started } = await start(checkout(0), ['--browser', '--store', 'F', '--port', '8123'])
    expect(started).toBeNull()
    expect(lines).toEqual([])
    expect(runs).toEqual([['desk', '--store', 'F', '--port', '8123']])
  })

  it('goes to the browser where there is no display, and says so', async () => {
    const { lines, runs, started } = await start(checkout(0), [], { env: {} })
    expect(started).toBeNull()
    expect(lines).toEqual([
      'There is no display for a window here. Opening the desk for your browser instead.',
    ])
    expect(runs).toEqual([['desk']])
  })

  it('tries to fetch Electron once, remembers that it failed, and tries again when told to', async () => {
    const root = checkout(null)
    const first = await start(root)
    expect(first.lines[0]).toMatch(/^Fetching Electron's binary/)
    expect(first.lines.at(-1)).toMatch(/could not be fetched.*ELECTRON_MIRROR.*npm start -- --electron/)
    const second = await start(root)
    expect(second.lines).toEqual([first.lines.at(-1)])
    const third = await start(root, ['--electron'])
    expect(third.lines).toEqual(first.lines)
    for (const { runs } of [first, second, third]) expect(runs).toEqual([['desk']])
  })

  it('knows no other option', async () => {
    await expect(start(checkout(0), ['--broswer'])).rejects.toThrow("'--broswer'")
  })
})
