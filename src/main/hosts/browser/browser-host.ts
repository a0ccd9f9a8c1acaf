import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import type { Clock, Random } from '../../../shared/model/ports.ts'
import { answerJson, refuse } from '../../rpc/answer.ts'
import { boundedBody } from '../../rpc/bounded-body.ts'
import type { Handler } from '../../rpc/handler.ts'
import { requestOf, sendOverNode } from './answer-over-node.ts'
import { judgeArrival, kindOf } from './gate.ts'
import { codeLife, createPairing } from './pairing.ts'
import { createStartFile } from './start-file.ts'

/** Takes what the browser host needs; all that reaches a terminal or a screen comes in as an argument. */
export interface BrowserHostOptions {
  handler: Handler
  /** Names the port to listen on; 0 or nothing lets the system choose. */
  port?: number | undefined
  /** Takes one line for the person at the terminal. */
  print: (line: string) => void
  clock: Clock
  random: Random
  /** Opens a local file in the system's browser; absent where there is no display. */
  openBrowser?: ((file: string) => void) | undefined
  /** Gives a new link at every line that comes from here; the terminal, where there is one. */
  enter?: NodeJS.ReadableStream | undefined
  /** Says how to get a new link where there is no terminal to press Enter at. */
  howAgain?: string | undefined
}

/** Stands for a running browser host. */
export interface BrowserHost {
  /** Holds the address, without a code: `http://127.0.0.1:PORT`. */
  url: string
  /** Prints and gives a link that works once, within a minute; the link before it is void. */
  newLink(): string
  /** Gives the path of a file that leads to a new link, which is not printed; the link before it is void. */
  newFile(): string
  /** Ends every answer that is still open, and stops listening. */
  close(): Promise<void>
}

const maxPairingBytes = 1024

/** Serves the desk to a browser on this machine, over 127.0.0.1 alone; rejects where the port is taken. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { handler, port = 0, print, clock, random, openBrowser, enter, howAgain } = options
  const pairing = createPairing({ clock, random })
  // An import reads every name that the module offers, and with some comes a client: up to 14 MB for nobody here.
  const { createServer } = process.getBuiltinModule('node:http')
  const server = createServer({
    maxHeaderSize: 8192,
    headersTimeout: 10_000,
    requestTimeout: 15_000,
    connectionsCheckingInterval: 2000,
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const url = `http://${host}`
  const startFile = createStartFile()

  const pair = async (request: Request): Promise<Response> => {
    if (request.headers.get('content-type') !== 'application/json') return refuse(415, 'JSON_EXPECTED')
    const body = await boundedBody(request, maxPairingBytes)
    if (body === null) return refuse(413, 'TOO_BIG')
    const bearer = pairing.spend(codeIn(body))
    if (bearer === null) return refuse(403, 'LINK_SPENT')
    startFile.clear()
    return answerJson({ bearer })
  }

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<Response> => {
    const { method = '', url: target = '', httpVersion, rawHeaders } = incoming
    const refusal = judgeArrival({ method, target, httpVersion, rawHeaders }, host)
    if (refusal !== null) {
      return refuse(refusal.status, refusal.code, refusal.allow === undefined ? {} : { allow: refusal.allow })
    }
    const request = requestOf(incoming, outgoing, url)
    const kind = kindOf(new URL(request.url).pathname)
    if (kind === 'pairing') return pair(request)
    if (kind !== 'call') return handler(request, 'unpaired')
    const [, bearer] = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.headers.get('authorization') ?? '') ?? []
    const caller = bearer === undefined ? null : pairing.callerOf(bearer)
    return caller === null ? refuse(401, 'NO_BEARER') : handler(request, caller)
  }

  server.on('request', (incoming, outgoing) => {
    answer(incoming, outgoing)
      .catch(() => refuse(500, 'INTERNAL_SERVER_ERROR'))
      .then((response) => sendOverNode(response, incoming, outgoing))
      .catch(() => outgoing.destroy())
  })

  let late: NodeJS.Timeout | undefined
  const again = enter === undefined ? howAgain : 'Press Enter for a new one; Ctrl+C ends the desk.'
  const makeLink = (): { link: string; file: string } => {
    const link = `${url}/#c=${pairing.newCode()}`
    const file = startFile.write(link)
    clearTimeout(late)
    late = setTimeout(startFile.clear, codeLife).unref()
    return { link, file }
  }
  const newLink = (): string => {
    const { link, file } = makeLink()
    print(`Latchkey: ${link}`)
    print(['The link works once, within 60 seconds.', again].filter(Boolean).join(' '))
    openBrowser?.(file)
    return link
  }
  const lines = enter === undefined ? undefined : createInterface({ input: enter }).on('line', newLink)
  newLink()

  return {
    url,
    newLink,
    newFile: () => makeLink().file,
    async close() {
      lines?.close()
      clearTimeout(late)
      startFile.remove()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function codeIn(body: Uint8Array): string {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body))
    const code = typeof value === 'object' && value !== null && 'code' in value ? value.code : ''
    return typeof code === 'string' ? code : ''
  } catch {
    return ''
  }
}
