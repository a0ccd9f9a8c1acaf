import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRouterClient } from '@orpc/server'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { asAnswer } from '../../src/main/rpc/errors.ts'
import { createRouter } from '../../src/main/rpc/router.ts'
import { done, look, startRotatedBackend } from '../desk/rotation/rotation-desk.ts'
import { page, startTestDesk, type TestDesk } from '../support/test-desk.ts'

/*
 * The disk of an open store takes no more. A process that may write no file on stands for the disk; what a page is told
 * must say so, and nothing of what was refused may be there afterwards.
 */

const prlimit = '/usr/bin/prlimit'

/** Lets this process write no file beyond so many bytes, until that is taken back or the running test ends. */
function limitWrites(bytes: number): () => void {
  const set = (limit: string): void => {
    execFileSync(prlimit, ['--pid', String(process.pid), `--fsize=${limit}:`])
  }
  const ignore = (): void => undefined
  process.on('SIGXFSZ', ignore)
  const end = (): void => {
    set('unlimited')
    process.off('SIGXFSZ', ignore)
  }
  onTestFinished(end)
  set(String(bytes))
  return end
}

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk({ builtInStarts: 'when-asked' })
})
afterAll(() => at.end())

describe.runIf(existsSync(prlimit))('where the store takes no more', () => {
  const client = () =>
    createRouterClient(createRouter(at.desk), { context: { caller: page, door: 'browser' as const } })
  const set = (allowPasswordChange: boolean) =>
    client().applications.update({ appid: 'app-1001', changes: { allowPasswordChange }, reason: 'a test' })
  const state = async () => {
    const { total } = await client().audit.list({ limit: 1 })
    return { total, applications: (await client().applications.list({ limit: 10 })).rows }
  }

  it('the page is told so, and nothing of the call is in the store', async () => {
    await set(true)
    const before = await state()
    limitWrites(1024)
    await expect(set(false)).rejects.toMatchObject({
      code: 'STORE_WRITE_REFUSED',
      status: 507,
      defined: true,
      data: { why: 'not-writable' },
    })
    expect(await state()).toEqual(before)
  })

  it('and what is asked again once there is room is done', async () => {
    await set(false)
    expect(JSON.stringify(await state())).toContain('"allowPasswordChange":false')
  })
})

describe.runIf(existsSync(prlimit))('where the store takes no more once a change was sent', () => {
  const stateOf = (id: string) =>
    look<{ state: string }>(at.storePath, 'SELECT state FROM changes WHERE account_id = ?', id)[0]?.state

  it('the page is told so, and the change is unknown as soon as that can be written: nothing waits for a restart', async () => {
    let makeRoom = (): void => undefined
    const { accountIds, asked } = await startRotatedBackend(at, 1, (_nth, ...how) => {
      makeRoom = limitWrites(1024)
      done(...how)
    })
    const [accountId = ''] = accountIds
    const client = createRouterClient(createRouter(at.desk), { context: { caller: page, door: 'browser' } })
    const change = client.admins.change({
      accountId,
      current: { from: 'vault' },
      next: { from: 'typed', password: 'Quiet-harbour_7-long' },
      confirmation: 'admin-001',
    })
    await expect(change).rejects.toMatchObject({ code: 'STORE_WRITE_REFUSED' })
    expect(stateOf(accountId)).toBe('sending')
    makeRoom()
    await expect.poll(() => stateOf(accountId), { timeout: 50_000 }).toBe('unknown')
    expect(asked).toHaveLength(1)
  })
})

describe('what SQLite says of a store', () => {
  const saidBy = (work: () => void): unknown => {
    try {
      work()
    } catch (error) {
      return asAnswer(error)
    }
    return null
  }

  it('that is full is told as that', () => {
    const db = new Database(':memory:')
    db.exec('CREATE TABLE kept (cell BLOB)')
    db.pragma('max_page_count = 3')
    const said = saidBy(() => db.exec('INSERT INTO kept VALUES (zeroblob(100000))'))
    expect(said).toMatchObject({ code: 'STORE_WRITE_REFUSED', data: { why: 'no-space' } })
    db.close()
  })

  it('of anything but a write stays inside', () => {
    const db = new Database(':memory:')
    db.exec('CREATE TABLE kept (cell INTEGER NOT NULL) STRICT')
    for (const statement of ['INSERT INTO kept VALUES (NULL)', `INSERT INTO kept VALUES ('x')`, 'NONSENSE'])
      expect(saidBy(() => db.exec(statement))).not.toHaveProperty('status')
    db.close()
  })
})
