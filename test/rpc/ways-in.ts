import { answerWindow } from '../../src/main/hosts/electron/desk-scheme.ts'
import { startBrowserHost } from '../../src/main/hosts/browser/browser-host.ts'
import type { Handler } from '../../src/main/rpc/handler.ts'
import { systemRandom } from '../hosts/system-random.ts'

/** Is one way into the desk, opened by somebody who may come in. */
export interface WayIn {
  /** Holds where calls go to. */
  url: string
  /** Sends a request as our own page does. */
  send: (request: Request) => Promise<Response>
  /** Sends a request as somebody else's page would. */
  sendAsStranger: (request: Request) => Promise<Response>
  close: () => Promise<void>
}

/** Lists the ways in, by name; what a desk does must not depend on which one a call takes. */
export const waysIn: Readonly<Record<string, (handler: Handler) => Promise<WayIn>>> = {
  'the window': (handler) => {
    const answer = answerWindow(handler)
    const from = (origin: string) => (request: Request) => {
      request.headers.set('origin', origin)
      return answer(request)
    }
    return Promise.resolve({
      url: 'app://desk/rpc',
      send: from('app://desk'),
      sendAsStranger: from('https://example.com'),
      close: () => Promise.resolve(),
    })
  },

  'a browser over loopback': async (handler) => {
    const host = await startBrowserHost({
      handler,
      print: () => undefined,
      clock: { now: Date.now },
      random: systemRandom,
    })
    const ours = { origin: host.url, 'sec-fetch-site': 'same-origin' }
    const paired = await fetch(`${host.url}/pair`, {
      method: 'POST',
      headers: { ...ours, 'content-type': 'application/json' },
      body: JSON.stringify({ code: host.newLink().split('#c=')[1] }),
    })
    const { bearer } = (await paired.json()) as { bearer: string }
    // A request that is collected no longer passes its signal on to fetch.
    const sent: Request[] = []
    const by = (headers: Record<string, string>) => (request: Request) => {
      sent.push(request)
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
      return fetch(request)
    }
    return {
      url: `${host.url}/rpc`,
      send: by({ ...ours, authorization: `Bearer ${bearer}` }),
      sendAsStranger: by({ ...ours, authorization: `Bearer ${'A'.repeat(43)}` }),
      close: () => host.close(),
    }
  },
}
