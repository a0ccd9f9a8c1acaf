import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newPass } from '../../src/main/systems/nobase/new-pass.client.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { startTestDesk, type TestDesk } from '../support/test-desk.ts'
import { httpAnswer, startRawServer } from '../systems/raw-server.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

const refused = { code: 405, msg: 'fail', data: '当前管理员不允许用户修改密码' }
const done = { code: 200, msg: 'success', data: '更新成功' }

/** Records what `newPass` made of an answer, as if it had been sent to the backend at that time. */
async function record(backendId: string, time: string, answer: object): Promise<number> {
  const server = await startRawServer(httpAnswer(200, JSON.stringify(answer)))
  const outcome = await newPass(
    {
      appid: 'mall',
      appSignature: new Secret('signature of the application'),
      newPassword: new Secret('BrandNew789'),
      user: '13800138000',
      pass: new Secret('OldPassword1'),
      token: new Secret(''),
      tokenValidation: null,
      allowPasswordChange: true,
    },
    { baseUrl: server.url, allowHttp: false },
  )
  const store = new Database(at.storePath)
  const { lastInsertRowid } = store
    .prepare(
      `INSERT INTO exchanges (at, operator, purpose, backend_id, backend_name, operation, target, status,
         reason, http_status, duration_ms, change_id, outcome)
       VALUES (?, 'ada', 'reset', ?, 'x', ?, '13800138000', ?, ?, 200, 1, NULL, ?)`,
    )
    .run(time, backendId, outcome.operation, outcome.status, outcome.reason, JSON.stringify(outcome))
  store.close()
  return Number(lastInsertRowid)
}

const day = (number: number): string => `2026-10-0${String(number)}T08:00:00.000Z`
const add = (name: string, over: object = {}): string =>
  at.desk.backends.add(at.ada, {
    system: 'nobase',
    name,
    url: 'https://mall.example',
    environment: 'staging',
    appid: 'mall',
    allowPasswordChange: true,
    ...over,
  }).id
const remote = (id: string) => at.desk.applications.remote().find(({ backendId }) => backendId === id)

describe('the applications of other backends', () => {
  it('are those of nobase alone, as they were recorded', () => {
    const id = add('recorded')
    const { id: other } = at.desk.backends.add(at.ada, {
      name: 'openim',
      url: 'https://im.example',
      environment: 'staging',
    })
    expect(remote(id)).toMatchObject({
      backend: 'recorded',
      appid: 'mall',
      allowPasswordChange: true,
      tokenValidation: null,
      differs: [],
    })
    expect([remote(other), remote('built-in')]).toEqual([undefined, undefined])
  })

  it('differ since the first answer after the last one that agreed, and name the newest', async () => {
    const id = add('differs')
    await record(id, day(1), refused)
    await record(id, day(2), done)
    await record(id, day(3), refused)
    const newest = await record(id, day(4), refused)
    const differs = [{ flag: 'allowPasswordChange', since: day(3), exchangeId: newest }]
    expect(remote(id)?.differs).toEqual(differs)
    at.desk.backends.edit(at.ada, { backendId: id, name: 'renamed' })
    expect(remote(id)?.differs).toEqual(differs)
  })

  it('agree again once an answer shows it, or once the record was put right', async () => {
    const settled = add('settled')
    await record(settled, day(1), refused)
    await record(settled, day(2), done)
    expect(remote(settled)?.differs).toEqual([])
    const corrected = add('corrected')
    await record(corrected, day(1), refused)
    expect(remote(corrected)?.differs).toHaveLength(1)
    at.desk.backends.edit(at.ada, { backendId: corrected, allowPasswordChange: false })
    expect(remote(corrected)?.differs).toEqual([])
  })
})
