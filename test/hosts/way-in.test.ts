import { chmodSync, existsSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { askWayIn } from '../../src/main/hosts/browser/ask-way-in.ts'
import { createStartFile } from '../../src/main/hosts/browser/start-file.ts'
import { openWayIn, wayInPlace } from '../../src/main/hosts/browser/way-in.ts'
import { tempFolder } from '../support/temp-folder.ts'

const storeIn = (folder: string): string => join(folder, 'desk.latchkey')

async function open(storePath: string) {
  const startFile = createStartFile()
  let asked = 0
  const wayIn = await openWayIn(storePath, () => startFile.write(`http://127.0.0.1:1/#c=${String(++asked)}`))
  onTestFinished(async () => {
    await wayIn?.close()
    startFile.remove()
  })
  return { wayIn, asked: () => asked }
}
/** Answers in the place of a desk with what a desk would not say. */
async function answer(storePath: string, text: string, mode = 0o600): Promise<void> {
  const server = createServer((socket) => socket.on('error', () => undefined).end(text))
  const place = wayInPlace(storePath) ?? ''
  await new Promise<void>((resolve) => server.listen(place, resolve))
  chmodSync(place, mode)
  onTestFinished(() => void server.close())
}

describe('the way in of a desk without a terminal', () => {
  it('gives who asks a start file of its own, again and again, and no code', async () => {
    const store = storeIn(tempFolder())
    const { asked } = await open(store)
    const file = await askWayIn(store)
    expect(file).toMatch(/latchkey\.html$/)
    expect(file).not.toContain('#c=')
    expect(lstatSync(file ?? '').mode & 0o777).toBe(0o600)
    expect(await askWayIn(store)).toBe(file)
    expect(asked()).toBe(2)
  })

  it('can be reached by its owner alone, takes the place of one left behind, and leaves nothing', async () => {
    const store = storeIn(tempFolder())
    writeFileSync(`${store}.way`, 'left behind')
    const { wayIn } = await open(store)
    expect(lstatSync(`${store}.way`).mode & 0o777).toBe(0o600)
    expect(await askWayIn(store)).not.toBeNull()
    await wayIn?.close()
    expect(existsSync(`${store}.way`)).toBe(false)
    expect(await askWayIn(store)).toBeNull()
  })

  it('is one, whether the store is named by its path or by a link to it', async () => {
    const folder = tempFolder()
    const store = storeIn(folder)
    writeFileSync(store, '')
    symlinkSync(store, join(folder, 'link'))
    await open(store)
    expect(await askWayIn(join(folder, 'link'))).not.toBeNull()
  })

  it('is done without where there can be none', async () => {
    expect(await openWayIn(join(tempFolder(), 'x'.repeat(100), 'desk'), () => '')).toBeNull()
    expect(await openWayIn('/proc/1/desk', () => '')).toBeNull()
  })

  it('believes no answer that leads elsewhere than into a folder and a file of one’s own', async () => {
    const folder = tempFolder()
    const page = join(folder, 'latchkey.html')
    writeFileSync(page, '', { mode: 0o600 })
    const inOpen = join(folder, 'open')
    mkdirSync(inOpen)
    chmodSync(inOpen, 0o755)
    writeFileSync(join(inOpen, 'latchkey.html'), '', { mode: 0o600 })
    writeFileSync(join(folder, 'readable'), '', { mode: 0o644 })
    symlinkSync(page, join(folder, 'link.html'))
    chmodSync(folder, 0o700)
    const believed: string[] = []
    const texts = [
      page,
      join(inOpen, 'latchkey.html'),
      join(folder, 'readable'),
      join(folder, 'link.html'),
      join(folder, 'nowhere'),
      '/etc/passwd',
      folder,
      '',
      'x'.repeat(100_000),
    ]
    for (const [at, text] of texts.entries()) {
      const store = join(folder, `s${String(at)}`)
      await answer(store, text)
      if ((await askWayIn(store)) !== null) believed.push(text)
    }
    expect(believed).toEqual([page])
    const store = join(folder, 'theirs')
    await answer(store, page, 0o666)
    expect(await askWayIn(store)).toBeNull()
    rmSync(`${store}.way`, { force: true })
  })
})
