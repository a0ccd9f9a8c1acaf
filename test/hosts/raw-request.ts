import { connect } from 'node:net'

/** Holds the head of a request, header by header, so that it can say what no client would send. */
export interface RawRequest {
  method: string
  target: string
  version: string
  headers: readonly (readonly [name: string, value: string])[]
  body: string
}

/** Gives the same head with a header in place of all of that name; no value takes it away, several repeat it. */
export function withHeader(request: RawRequest, name: string, ...values: string[]): RawRequest {
  const others = request.headers.filter(([known]) => known !== name)
  return { ...request, headers: [...others, ...values.map((value) => [name, value] as const)] }
}

/** Writes a request to a socket as it stands, and gives all that comes back until the other side closes. */
export async function sendRaw(port: number, request: RawRequest): Promise<{ status: number; text: string }> {
  const { method, target, version, headers, body } = request
  const lines = [`${method} ${target} ${version}`, ...headers.map(([name, value]) => `${name}: ${value}`)]
  const text = await sendText(port, `${lines.join('\r\n')}\r\n\r\n${body}`)
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text }
}

/** Writes text to a socket, and gives what comes back. */
export function sendText(port: number, text: string, address = '127.0.0.1'): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, address, () => socket.write(text))
    socket.on('data', (bytes) => (answer += bytes.toString()))
    // A reset is an answer too: the other side did not want to hear the rest.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      resolve(answer)
    })
  })
}
