import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Is a backend that says everything back that it was sent, in each of its answers. */
export interface EchoingBackend {
  url: string
  close(): Promise<void>
}

/** Starts one that refuses every request with the request itself in the words of the refusal. */
export async function startEchoingBackend(): Promise<EchoingBackend> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (bytes: Buffer) => (body += bytes.toString('utf8')))
    request.on('end', () => {
      const said = `${request.url ?? ''} ${JSON.stringify(request.headers)} ${body}`
      const parts = { token: request.headers['token'], body, said }
      response.setHeader('content-type', 'application/json')
      response.setHeader('x-said', encodeURIComponent(said))
      response.end(
        JSON.stringify({ errCode: 20001, errMsg: said, errDlt: body, code: 500, msg: said, data: parts }),
      )
    })
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
