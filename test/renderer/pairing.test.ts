// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  forgetBearer,
  pair,
  pairByNewLinks,
  type Pairing,
  type PairingPlaces,
} from '../../src/renderer/pairing.ts'

const page = (hash: string, answer: () => Response | Promise<Response>, kept: string | null = null) => {
  const storage = new Map<string, string>(kept === null ? [] : [['latchkey.bearer', kept]])
  const shown: string[] = []
  const sent: { url: string; body: string }[] = []
  const places: PairingPlaces = {
    location: { hash, pathname: '/', search: '', href: `http://127.0.0.1:4000/${hash}` },
    history: { state: null, replaceState: (_state, _title, url) => shown.push(String(url)) },
    storage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => storage.set(key, value),
      removeItem: (key) => storage.delete(key),
    },
    fetch: async (url, init) => {
      const request = new Request(url, init)
      sent.push({ url: request.url, body: await request.text() })
      return answer()
    },
  }
  return { places, storage, shown, sent }
}
const bearerAnswer = () => Response.json({ bearer: 'the-bearer' })
const neverAsked = (): Response => {
  throw new Error('asked')
}

describe('pairing a page with its host', () => {
  it('trades the code of the link for a bearer, keeps it for this tab, and takes the code off the address', async () => {
    const { places, storage, shown, sent } = page('#c=one-time_code', bearerAnswer)
    expect(await pair(places)).toEqual({ state: 'paired', bearer: 'the-bearer' })
    expect(sent).toEqual([{ url: 'http://127.0.0.1:4000/pair', body: '{"code":"one-time_code"}' }])
    expect(shown).toEqual(['/'])
    expect(storage.get('latchkey.bearer')).toBe('the-bearer')
  })

  it('takes the code off the address before anybody is asked, so that it stays in no history', async () => {
    const seen: string[][] = []
    const { places, shown } = page('#c=code', () => {
      seen.push([...shown])
      return bearerAnswer()
    })
    await pair(places)
    expect(seen).toEqual([['/']])
  })

  it('goes on with the bearer of this tab after a reload, without asking', async () => {
    const { places } = page('#/admins?q=root', neverAsked, 'kept')
    expect(await pair(places)).toEqual({ state: 'paired', bearer: 'kept' })
  })

  it.each([
    ['a spent code', () => new Response('{"code":"CODE_SPENT"}', { status: 410 })],
    ['a refused code', () => new Response('{}', { status: 403 })],
    ['an answer without a bearer', () => Response.json({})],
  ])('says that the link is spent: %s', async (_, answer) => {
    const { places, storage } = page('#c=code', answer)
    expect(await pair(places)).toEqual({ state: 'link-spent' })
    expect(storage.size).toBe(0)
  })

  it('says that the link is spent where there is neither a code nor a bearer', async () => {
    const { places } = page('', neverAsked)
    expect(await pair(places)).toEqual({ state: 'link-spent' })
  })

  it('says that nobody answered, and not that the link is spent', async () => {
    const { places } = page('#c=code', () => Promise.reject(new TypeError('Failed to fetch')))
    expect(await pair(places)).toEqual({ state: 'no-answer' })
  })

  it.each(['popstate', 'hashchange'])(
    'pairs again when a new link is opened in the same tab, before the routes see the code: %s',
    async (told) => {
      const { places, storage, shown } = page('#c=fresh', bearerAnswer)
      const events = new EventTarget()
      const seen: string[] = []
      const pairings: Pairing[] = []
      pairByNewLinks({ ...places, events }, (pairing) => pairings.push(pairing))
      events.addEventListener(told, () => seen.push(told))
      events.dispatchEvent(new Event(told))
      await expect.poll(() => pairings).toEqual([{ state: 'paired', bearer: 'the-bearer' }])
      expect([shown, seen, storage.get('latchkey.bearer')]).toEqual([['/'], [], 'the-bearer'])
    },
  )

  it('leaves the changes of the page’s own routes alone', () => {
    const { places, sent } = page('#/admins', neverAsked)
    const events = new EventTarget()
    const seen: string[] = []
    pairByNewLinks({ ...places, events }, () => seen.push('paired'))
    events.addEventListener('popstate', () => seen.push('routed'))
    events.dispatchEvent(new Event('popstate'))
    expect([seen, sent]).toEqual([['routed'], []])
  })

  it('forgets a bearer that counts no more', async () => {
    const { places, storage } = page('#c=code', bearerAnswer)
    await pair(places)
    forgetBearer(places.storage)
    expect(storage.size).toBe(0)
  })
})
