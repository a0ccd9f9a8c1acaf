import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { buildStale } from '../../scripts/build-stale.ts'
import { answerHeaders } from '../../src/main/rpc/answer.ts'
import type { Recording } from '../support/electron-recorder/recording.ts'
import { runRecorded } from '../support/electron-recorder/run-recorded.ts'
import { tempFolder } from '../support/temp-folder.ts'

const root = join(import.meta.dirname, '..', '..')
const isLoaded = ({ windows }: Recording): boolean => windows.some(({ loaded }) => loaded.length > 0)

function open(env: Record<string, string> = {}) {
  const folder = tempFolder()
  const store = join(folder, 'desk.latchkey')
  const clipboard = join(folder, 'clipboard')
  const entry = join(root, 'out', 'main', 'index.js')
  const recorded = runRecorded(entry, { LATCHKEY_STORE: store, RECORDER_CLIPBOARD: clipboard, ...env })
  onTestFinished(recorded.kill)
  const call = (procedure: string, input: unknown = {}): ReturnType<typeof recorded.answer> =>
    recorded.answer({
      url: `app://desk/rpc/${procedure}`,
      method: 'POST',
      headers: json,
      body: JSON.stringify({ json: input }),
    })
  return {
    recorded,
    store,
    call,
    /** Holds what is in the system's clipboard, as any program reads and writes it. */
    clipboard: {
      read: () => readFileSync(clipboard, 'utf8'),
      write: (text: string) => {
        writeFileSync(clipboard, text)
      },
    },
  }
}
const json = { 'content-type': 'application/json' }

beforeAll(() => buildStale({ root }), 120_000)

describe('the desk in a window', () => {
  it('shows the built page, with its policy', async () => {
    const { recorded } = open()
    await recorded.recordingWhen(isLoaded)
    const page = await recorded.answer({ url: 'app://desk/' })
    expect(page.status).toBe(200)
    expect(page.headers).toMatchObject({ ...answerHeaders, 'content-type': 'text/html; charset=utf-8' })
    const [, script = ''] = /src="\.?(\/assets\/[^"]+\.js)"/.exec(page.text) ?? []
    expect((await recorded.answer({ url: `app://desk${script}` })).headers['content-type']).toMatch(
      /^text\/javascript/,
    )
    expect(page.text).not.toMatch(/<script(?![^>]+src=)/)
  })

  it('answers the page’s calls, and knows where its store is to be', async () => {
    const { recorded, store } = open()
    await recorded.recordingWhen(isLoaded)
    const status = { url: 'app://desk/rpc/session/status', method: 'POST', headers: json, body: '{}' }
    const answer = await recorded.answer({ ...status, headers: { ...json, origin: 'app://desk' } })
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      200,
      {
        json: {
          product: { version: '0.0.0-recorded', door: 'window' },
          store: { state: 'none', path: store },
          operator: null,
        },
      },
    ])
    expect(existsSync(store)).toBe(false)
  })

  it.each([
    ['another host', 'app://other/', {}],
    ['another page’s origin', 'app://desk/', { origin: 'https://example.com' }],
    ['an origin that hides itself', 'app://desk/', { origin: 'null' }],
  ])('refuses %s', async (_what, place, headers) => {
    const { recorded } = open()
    await recorded.recordingWhen(isLoaded)
    const url = `${place}rpc/session/status`
    const answer = await recorded.answer({
      url,
      method: 'POST',
      headers: { ...json, ...headers },
      body: '{}',
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.headers).toMatchObject(answerHeaders)
    expect(answer.text).not.toContain('product')
  })

  it('comes to the front when it is started a second time', async () => {
    const { recorded } = open()
    await recorded.recordingWhen(isLoaded)
    await recorded.emit('second-instance')
    const { windows } = await recorded.recording()
    expect(windows.map(({ shown, focused }) => [shown, focused])).toEqual([[true, 1]])
  })

  it('opens nothing where it runs already', async () => {
    const { recorded, store } = open({ RECORDER_SECOND_INSTANCE: '1' })
    expect(await recorded.ended).toBe(0)
    expect(recorded.said()).toBe('')
    expect(existsSync(store)).toBe(false)
  })

  describe('with a secret in the clipboard', () => {
    const first = { name: 'alice', password: 'a quite long first password' }
    const copying = async () => {
      const opened = open()
      await opened.recorded.recordingWhen(isLoaded)
      await opened.call('session/setUp', first)
      opened.clipboard.write('from before')
      expect(JSON.parse((await opened.call('clipboard/copy', { secret: 'T0p-s3cret' })).text)).toEqual({
        json: { life: 30_000 },
      })
      expect(opened.clipboard.read()).toBe('T0p-s3cret')
      return opened
    }

    it('takes it out at a lock, without the page, and tells a page that is locked', async () => {
      const { call, clipboard } = await copying()
      await call('session/lock')
      await expect.poll(clipboard.read).toBe('')
      expect(JSON.parse((await call('clipboard/takeOut')).text)).toEqual({ json: 'cleared' })
      expect((await call('clipboard/copy', { secret: 'another' })).status).toBe(401)
      expect(clipboard.read()).toBe('')
    })

    it('takes it out before it quits', async () => {
      const { recorded, clipboard } = await copying()
      await recorded.emit('window-all-closed')
      expect(await recorded.ended).toBe(0)
      expect(clipboard.read()).toBe('')
    })

    it('leaves alone what another program has copied since', async () => {
      const { recorded, clipboard } = await copying()
      clipboard.write('what somebody needs')
      await recorded.emit('window-all-closed')
      expect(await recorded.ended).toBe(0)
      expect(clipboard.read()).toBe('what somebody needs')
    })
  })

  it('closes its desk before it quits, once', async () => {
    const { recorded, store } = open()
    await recorded.recordingWhen(isLoaded)
    const setUp = await recorded.answer({
      url: 'app://desk/rpc/session/setUp',
      method: 'POST',
      headers: json,
      body: JSON.stringify({ json: { name: 'alice', password: 'a quite long first password' } }),
    })
    expect(setUp.status).toBe(200)
    await recorded.emit('window-all-closed')
    expect(await recorded.ended).toBe(0)
    expect(recorded.said()).toBe('')
    expect(existsSync(store)).toBe(true)
    // The last to close a store folds its write-ahead log into it.
    expect(existsSync(`${store}-wal`)).toBe(false)
  })
})
