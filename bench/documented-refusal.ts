import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Directory } from '../src/main/directory/directory.ts'
import { startBuiltInServer } from '../src/main/systems/built-in-server.ts'
import { createBuiltInService } from '../src/main/systems/service.ts'
import type { BenchRow, Figure } from './measurement.ts'
import { openBenchDesk } from './open-desk.ts'
import { postRequest, sendLoad } from './send-load.ts'

const jsonPath = '/account/change_password'
const formPath = '/api/user/new_pass'
const slices = 6

/**
 * Measures refusals that need no hash, in JSON and in a form, over bare node:http with the same parse and look-up: by
 * the time that the main thread computes for a request, which what else runs on the machine does not change.
 */
export async function documentedRefusal(): Promise<BenchRow> {
  const { desk, close } = openBenchDesk()
  desk.directory.sample.load('bench')
  const { directory, clock } = desk
  const product = await startBuiltInServer({
    answer: createBuiltInService({
      directory,
      clock,
      allowBrowserCallers: () => false,
      onRequest: desk.requests.record,
    }),
    port: 0,
  })
  const bare = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const answer =
        request.url === jsonPath
          ? bareJson(directory, String(request.headers['token']), body)
          : bareForm(directory, body)
      const written = JSON.stringify(answer)
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(written),
      })
      response.end(written)
    })
  })
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve))
  const ports = { product: Number(new URL(product.url).port), bare: (bare.address() as AddressInfo).port }
  const admin = directory.admins.byUserID('1000000001')
  if (admin === null) throw new Error('no sample admin')
  const token = directory.tokens.issueToAdmin(admin, 3_600_000).token.reveal()
  const requestTo = {
    json: (port: number) =>
      postRequest(
        jsonPath,
        { operationID: '1', token, 'Content-Type': 'application/json' },
        '{"userID":"","currentPassword":"OpenIM@123","newPassword":"OpenIM@456"}',
        port,
      ),
    form: (port: number) =>
      postRequest(
        formPath,
        { 'Content-Type': 'application/x-www-form-urlencoded' },
        'appid=app-1001&newpass=NewPass123&signature=sig-0000&user=13800138000&pass=OldPass456',
        port,
      ),
  }
  const compare = async (kind: keyof typeof requestTo): Promise<Figure> => {
    const spent = { product: { time: 0, answered: 0 }, bare: { time: 0, answered: 0 } }
    for (let slice = 0; slice < slices; slice++) {
      for (const side of ['bare', 'product'] as const) {
        const port = ports[side]
        const before = process.threadCpuUsage()
        spent[side].answered += await sendLoad({
          port,
          request: requestTo[kind](port),
          connections: 16,
          forMs: 400,
        })
        const { user, system } = process.threadCpuUsage(before)
        spent[side].time += user + system
      }
    }
    const { bare: yardstick, product: ours } = spent
    const value = yardstick.time / yardstick.answered / (ours.time / ours.answered)
    return { name: `7 documented refusal, ${kind}`, value, unit: 'of the yardstick', floor: { atLeast: 0.7 } }
  }
  return {
    round: async () => [await compare('json'), await compare('form')],
    async close() {
      await product.close()
      bare.close()
      bare.closeAllConnections()
      await close()
    },
  }
}

function bareJson({ tokens }: Directory, token: string, body: string): object {
  const { userID } = JSON.parse(body) as { userID: string }
  const isAdmin = tokens.holderOf(token).kind === 'admin'
  if (!isAdmin || userID !== '') throw new Error('not the refusal that is measured')
  return { errCode: 1001, errMsg: 'ArgsError', errDlt: 'userID is empty' }
}

function bareForm({ applications }: Directory, body: string): object {
  const form = new URLSearchParams(body)
  const appid = form.get('appid') ?? ''
  const known = applications.byAppid(appid) !== null
  if (!known || applications.signatureMatches(appid, form.get('signature') ?? '')) {
    throw new Error('not the refusal that is measured')
  }
  return { code: 404, msg: 'fail', data: '应用签名错误!' }
}
