import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newPass } from '../../../src/main/systems/nobase/new-pass.client.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { httpAnswer, startRawServer } from '../../systems/raw-server.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

const refused = { code: 405, msg: 'fail', data: '当前管理员不允许用户修改密码' }
const done = { code: 200, msg: 'success', data: '更新成功' }

/** Records what `newPass` made of an answer, as if it had been sent to the backend at that time. */
async function record(backendId: string, time: string, answer: object, appid = 'mall'): Promise<number> {
  const server = await startRawServer(httpAnswer(200, JSON.stringify(answer)))
  const outcome = await newPass(
    {
      appid,
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
const recorded = { tokenValidation: null, allowPasswordChange: true }
const add = (name: string, appids = ['mall']): string =>
  at.desk.backends.add(at.ada, {
    system: 'nobase',
    name,
    url: 'https://mall.example',
    environment: 'staging',
    applications: appids.map((appid) => ({ appid, ...recorded })),
  }).id
const remote = (id: string, of = 'mall') =>
  at.desk.applications.remote().find(({ backendId, appid }) => backendId === id && appid === of)

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
    const to = { ...recorded, appid: 'mall', allowPasswordChange: false }
    at.desk.backends.editApplication(at.ada, { backendId: corrected, appid: 'mall', to, reason: 'corrected' })
    expect(remote(corrected)?.differs).toEqual([])
  })

  it('differ each by the answers to requests that named it', async () => {
    const id = add('two', ['mall', 'shop'])
    await record(id, day(1), done, 'mall')
    const about = await record(id, day(2), refused, 'shop')
    await record(id, day(3), done, 'mall')
    expect(remote(id, 'mall')?.differs).toEqual([])
    expect(remote(id, 'shop')?.differs).toEqual([
      { flag: 'allowPasswordChange', since: day(2), exchangeId: about },
    ])
    at.desk.backends.removeApplication(at.ada, { backendId: id, appid: 'shop' })
    expect(remote(id, 'mall')?.differs).toEqual([])
  })

  it('that differ need somebody, and an administrator alone is told', async () => {
    const id = add('needed')
    const differing = () =>
      at.desk.overview(at.ada, [day(1)]).differing?.filter(({ backend }) => backend.id === id)
    expect(differing()).toEqual([])
    const exchangeId = await record(id, day(1), refused)
    expect(differing()).toEqual([
      {
        backend: { id, name: 'needed', environment: 'staging' },
        appid: 'mall',
        flag: 'allowPasswordChange',
        since: day(1),
        exchangeId,
      },
    ])
    for (const role of ['support', 'auditor'] as const)
      expect(at.desk.overview({ id: role, name: role, role }, [day(1)]).differing).toBeNull()
  })
})
