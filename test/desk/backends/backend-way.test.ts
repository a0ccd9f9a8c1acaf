import { createHash, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { NewBackend } from '../../../src/main/desk/backends/backend-changes.ts'
import type { Problem } from '../../../src/shared/model/problems.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { startConnectProxy } from '../../systems/connect-proxy.ts'
import { innerAuthority, innerKey } from '../../systems/inner-authority.ts'
import { loopbackCertificate } from '../../systems/loopback-certificate.ts'
import { startTlsServer } from '../../systems/tls-server.ts'
import { answerJson, startMisbehavingBackend } from '../changes/misbehaving-backend.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

let made = 0
const add = (over: Partial<NewBackend> = {}): string =>
  at.desk.backends.add(at.ada, {
    name: `backend ${String(++made)}`,
    url: 'https://im.example.com:10009',
    environment: 'staging',
    ...over,
  }).id
const edit = (backendId: string, changes: object): void => {
  at.desk.backends.edit(at.ada, { backendId, ...changes })
}
const events = (search: string) =>
  at.desk.audit.list({ search }, { before: undefined, limit: 50 }).events.toReversed()
const fingerprint = (pem: string) => createHash('sha256').update(new X509Certificate(pem).raw).digest('hex')

const failureOf = (work: () => unknown): Pick<Problem, 'code' | 'data'> => {
  try {
    work()
  } catch (error) {
    return { code: (error as Problem).code, data: (error as Problem).data }
  }
  throw new Error('it was not refused')
}

describe('the way to an inner server', () => {
  const envelope = (data: object) => JSON.stringify({ errCode: 0, errMsg: '', errDlt: '', data })

  it('goes by the CA file and the proxy of the backend alone, and the audit tells both', async () => {
    const { port, requests } = await startTlsServer(envelope({ adminToken: 'inner-token', adminUserID: '1' }))
    const proxy = await startConnectProxy({ to: port })
    const id = add({ url: 'https://im.example.internal', proxy: proxy.url, callingAdmin: 'imAdmin' })
    at.desk.backends.setSecret(at.ada, { backendId: id, kind: 'calling-password', secret: 'OpenIM@123' })
    expect(await at.desk.backends.test(at.ada, id)).toMatchObject({
      kind: 'request',
      outcome: { status: 'unreachable', failure: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    })
    expect(requests()).toBe(0)
    edit(id, { authorities: innerAuthority })
    expect(await at.desk.backends.test(at.ada, id)).toMatchObject({
      kind: 'request',
      outcome: { operation: 'openim.login', status: 'succeeded' },
    })
    expect(requests()).toBe(1)
    expect(proxy.heads[1]).toMatch(/^CONNECT im\.example\.internal:443 /)
    expect(events(at.desk.backends.get(id).name).map(({ action }) => action)).toEqual([
      'backend.proxy-set',
      'backend.added',
      'backend.secret-set',
      'backend.ca-set',
      'backend.changed',
    ])
    expect(at.desk.backends.get(id).authorities).toEqual([fingerprint(innerAuthority)])
    edit(id, { authorities: loopbackCertificate })
    const inPlace = await at.desk.backends.test(at.ada, id)
    expect(inPlace).toMatchObject({ outcome: { status: 'unreachable' } })
    edit(id, { authorities: null, proxy: null })
    expect(at.desk.backends.get(id)).toMatchObject({ authorities: [], proxy: null })
  })

  it('takes no key, no server’s certificate and no proxy with a password', () => {
    const before = at.desk.audit.chain().events
    for (const settings of [
      { authorities: innerKey },
      { authorities: 'x' },
      { proxy: 'http://operator:hunter22@proxy:3128' },
    ]) {
      const refusal = failureOf(() => add(settings))
      expect(refusal.code).toBe('BACKEND_SETTING_REFUSED')
      expect(JSON.stringify(refusal)).not.toMatch(/hunter22|MIG/)
    }
    expect(at.desk.audit.chain().events).toBe(before)
  })
})

describe('testing a backend', () => {
  it('sends nothing where every request would count or tell somebody: it connects', async () => {
    const backend = await startMisbehavingBackend(answerJson({}))
    onTestFinished(() => backend.close())
    for (const system of ['nobase', 'shuidi', 'openim'] as const) {
      const id = add({ system, url: backend.url })
      expect(await at.desk.backends.test(at.ada, id)).toMatchObject({ kind: 'connection', reached: true })
    }
    expect(backend.seen).toEqual({})
    await backend.close()
    const id = add({ system: 'nobase', url: backend.url })
    expect(await at.desk.backends.test(at.ada, id)).toMatchObject({
      kind: 'connection',
      reached: false,
      failure: 'ECONNREFUSED',
    })
  })

  it('asks yunhu for its shop, and records the request', async () => {
    const url = `${at.desk.builtIn.state().url ?? ''}/ErpServer/h5api/10001/sa2022_1`
    const id = add({ system: 'yunhu', url })
    expect(await at.desk.backends.test(at.ada, id)).toMatchObject({
      kind: 'request',
      outcome: { operation: 'yunhu.getShop', status: 'succeeded' },
    })
    expect(at.desk.exchanges.list({ backendId: id, limit: 10 }).rows).toMatchObject([
      { purpose: 'test', operator: 'ada', operation: 'yunhu.getShop', status: 'succeeded' },
    ])
  })

  it('connects to the built-in backend', async () => {
    expect(await at.desk.backends.test(at.ada, 'built-in')).toMatchObject({
      kind: 'connection',
      reached: true,
    })
  })
})
