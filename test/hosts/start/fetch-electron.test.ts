import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { electronBinary } from '../../../scripts/electron-binary.ts'
import { electronFailure } from '../../../scripts/electron-failure.ts'
import { fetchElectron, reasonOf } from '../../../scripts/fetch-electron.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const modules = join(import.meta.dirname, '..', '..', '..', 'node_modules')
const archive = Buffer.from('an archive')
const archiveName = 'electron-v45.6.7-linux-x64.zip'

/** Unpacks no archive, but does what Electron's own installer leaves behind, if the archive is in the cache. */
const installer = `
const fs = require('node:fs'), path = require('node:path')
const [found] = fs.readdirSync(process.env.electron_config_cache, { recursive: true }).filter((name) => name.endsWith('.zip'))
fs.mkdirSync(path.join(__dirname, 'dist'))
fs.copyFileSync(path.join(process.env.electron_config_cache, found), path.join(__dirname, 'dist', 'electron'))
fs.writeFileSync(path.join(__dirname, 'dist', 'version'), 'v45.6.7')
fs.writeFileSync(path.join(__dirname, 'path.txt'), 'electron')
`

function checkout() {
  const root = tempFolder('latchkey-checkout')
  const home = join(root, 'node_modules', 'electron')
  mkdirSync(home, { recursive: true })
  mkdirSync(join(root, 'cache'))
  symlinkSync(join(modules, '@electron'), join(root, 'node_modules', '@electron'))
  writeFileSync(join(home, 'package.json'), '{"name":"electron","version":"45.6.7"}')
  const checksums = { [archiveName]: createHash('sha256').update(archive).digest('hex') }
  writeFileSync(join(home, 'checksums.json'), JSON.stringify(checksums))
  writeFileSync(join(home, 'install.js'), installer)
  return root
}

async function fetchFrom(mirror: string, root = checkout(), patience = 300) {
  const shown: number[] = []
  const env = {
    ...process.env,
    ELECTRON_MIRROR: mirror,
    ELECTRON_INSTALL_PLATFORM: 'linux',
    ELECTRON_INSTALL_ARCH: 'x64',
    electron_config_cache: join(root, 'cache'),
  }
  const failure = await fetchElectron({
    root,
    env,
    patience,
    progress: (percent) => shown.push(percent),
  }).then(() => null, reasonOf)
  return { root, shown, failure, binary: electronBinary(root, {}) }
}

async function mirrorThat(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

describe('fetching Electron’s binary', () => {
  it('leaves it where the package looks for it, and tells how far it is', async () => {
    const asked: (string | undefined)[] = []
    const mirror = await mirrorThat((request, response) => {
      asked.push(request.url)
      response.setHeader('content-length', archive.length).end(archive)
    })
    const { root, shown, failure, binary } = await fetchFrom(mirror)
    expect(failure).toBeNull()
    expect(asked).toEqual([`/v45.6.7/${archiveName}`])
    expect(shown.at(-1)).toBe(1)
    expect(binary).toBe(join(root, 'node_modules', 'electron', 'dist', 'electron'))
    expect(readFileSync(binary ?? '')).toEqual(archive)
  })

  it('gives up where nobody answers', async () => {
    const mirror = await mirrorThat(() => undefined)
    expect(await fetchFrom(mirror)).toMatchObject({ failure: 'no answer within 0.3 s', binary: null })
  })

  it('gives up where the answer stops half-way', async () => {
    const mirror = await mirrorThat((_request, response) => {
      response.setHeader('content-length', 1000)
      response.write('the first bytes')
    })
    expect(await fetchFrom(mirror)).toMatchObject({ failure: 'no answer within 0.3 s', binary: null })
  })

  it('says what a mirror answers that has no such version', async () => {
    const mirror = await mirrorThat((_request, response) => response.writeHead(404).end())
    expect((await fetchFrom(mirror)).failure).toContain('404')
  })

  it('says why nobody could be reached', async () => {
    expect((await fetchFrom('http://127.0.0.1:1/')).failure).toMatch(/ECONNREFUSED|bad port/)
  })

  it('takes nothing that is not the archive it expects', async () => {
    const mirror = await mirrorThat((_request, response) => response.end('something else'))
    const { root, failure, binary } = await fetchFrom(mirror)
    expect(failure).not.toBeNull()
    expect(binary).toBeNull()
    expect(existsSync(join(root, 'node_modules', 'electron', 'dist'))).toBe(false)
  })
})

describe('the note of a failure', () => {
  it('counts for the same version and the same mirror alone', () => {
    const root = checkout()
    electronFailure(root, {}).write('ENOTFOUND')
    expect(electronFailure(root, {}).read()).toBe('ENOTFOUND')
    expect(electronFailure(root, { ELECTRON_MIRROR: 'https://example.com/' }).read()).toBeNull()
    writeFileSync(join(root, 'node_modules', 'electron', 'package.json'), '{"version":"45.6.8"}')
    expect(electronFailure(root, {}).read()).toBeNull()
  })

  it('is gone once it is cleared', () => {
    const root = checkout()
    const failure = electronFailure(root, {})
    failure.write('ENOTFOUND')
    failure.clear()
    expect(failure.read()).toBeNull()
  })

  it('is no obstacle where it cannot be read', () => {
    const root = checkout()
    mkdirSync(join(root, 'node_modules', '.cache', 'latchkey'), { recursive: true })
    writeFileSync(join(root, 'node_modules', '.cache', 'latchkey', 'electron-not-fetched.json'), '{"key":')
    expect(electronFailure(root, {}).read()).toBeNull()
  })
})
