import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { NewBackend } from '../../../src/main/desk/backends/backend-changes.ts'
import { createHashingPool } from '../../../src/main/passwords/hashing-pool.ts'
import { systemClock } from '../../../src/main/platform/system-clock.ts'
import { createSystemRandom } from '../../../src/main/platform/system-random.ts'
import { backendFields } from '../../../src/main/store/audit/guarded-fields.ts'
import type { BackendsTable, KeySlotsTable } from '../../../src/main/store/schema/schema.ts'
import { openKeySlot } from '../../../src/main/vault/key-slots.ts'
import { createVault } from '../../../src/main/vault/vault.ts'
import type { Problem } from '../../../src/shared/model/problems.ts'
import { sourceResources } from '../../support/source-resources.ts'
import { administrator, startTestDesk, type TestDesk } from '../../support/test-desk.ts'
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
const refusalOf = (work: () => unknown): Pick<Problem, 'code' | 'data'> => {
  try {
    work()
  } catch (error) {
    const { code, data } = error as Problem
    return { code, data }
  }
  throw new Error('it was not refused')
}
const events = (search: string) =>
  at.desk.audit.list({ search }, { before: undefined, limit: 50 }).events.toReversed()
const count = () => at.desk.audit.chain().events
/** Writes into the store beside the desk, as somebody with the file would. */
function write(statement: string, ...values: (string | number | Buffer)[]): void {
  const db = new Database(at.storePath)
  db.prepare(statement).run(...values)
  db.close()
}
/** Edits a backend's row as somebody could who holds the key of the rows, as an auditor does. */
async function editWithRightMac(id: string, values: { url: string }): Promise<void> {
  const db = new Database(at.storePath)
  const hashing = createHashingPool(sourceResources.hashingWorker)
  const slot = db.prepare('SELECT * FROM key_slots WHERE holder = ?').get(at.ada.id) as KeySlotsTable
  const { id: storeId } = db.prepare('SELECT store_id AS id FROM store_meta').get() as { id: string }
  const random = createSystemRandom(systemClock)
  const known = { storeId, name: administrator.name, deriveKey: hashing.deriveKey, random }
  const opened = await openKeySlot(slot, administrator.password, known)
  const vault = createVault({ storeId, random })
  if (opened !== null) vault.take(opened.ring)
  const row = {
    ...(db.prepare('SELECT * FROM backends WHERE id = ?').get(id) as BackendsTable),
    ...values,
  }
  const mac = vault.rowMac('backends', backendFields(row))
  db.prepare('UPDATE backends SET url = ?, mac = ? WHERE id = ?').run(row.url, mac, id)
  db.close()
  await hashing.close()
}

describe('a backend', () => {
  it.each<[NewBackend['system'], object]>([
    ['openim', { passwordEncoding: 'md5-hex', callingAdmin: 'imAdmin' }],
    ['nobase', {}],
    ['shuidi', { signTemplate: '{phone}{key}' }],
    ['yunhu', {}],
  ])('of %s keeps the settings of its system, and no other', (system, settings) => {
    const id = add({ system, ...settings })
    expect(at.desk.backends.get(id)).toMatchObject({ system, ...settings, intact: true, secrets: [] })
    const foreign = system === 'openim' ? { signTemplate: '{key}' } : { callingAdmin: 'x' }
    const before = count()
    const refusal = { code: 'BACKEND_SETTING_REFUSED', data: { rule: 'other-system' } }
    expect(
      refusalOf(() => {
        edit(id, foreign)
      }),
    ).toEqual(refusal)
    expect(refusalOf(() => add({ system, ...foreign }))).toEqual(refusal)
    expect(count()).toBe(before)
  })

  it('is changed with one event that tells before and after, and none where nothing differs', () => {
    const id = add({ name: 'IM Shanghai' })
    edit(id, { name: 'IM Hangzhou', environment: 'production', url: 'https://im.example.com:10009/' })
    const changed = events(id).filter(({ action }) => action === 'backend.changed')
    expect(changed).toMatchObject([
      {
        actor: 'ada',
        target: 'IM Shanghai',
        detail: {
          before: '{"name":"IM Shanghai","environment":"staging"}',
          after: '{"name":"IM Hangzhou","environment":"production"}',
        },
      },
    ])
    const before = count()
    edit(id, { name: 'IM Hangzhou' })
    expect(count()).toBe(before)
    expect(at.desk.backends.get(id)).toMatchObject({ name: 'IM Hangzhou', environment: 'production' })
  })

  it.each(['Built-in', 'built-in', 'BUILT-IN BACKEND', ' 内置后端 '])(
    'takes no name by which somebody would take it for the desk’s own: %s',
    (name) => {
      const before = at.desk.backends.list().length
      expect(refusalOf(() => add({ name })).code).toBe('ALREADY_THERE')
      const id = add()
      expect(
        refusalOf(() => {
          edit(id, { name })
        }).code,
      ).toBe('ALREADY_THERE')
      expect(at.desk.backends.list()).toHaveLength(before + 1)
    },
  )

  it('takes no name that another has, no address that leads nowhere, no unknown signature', () => {
    const id = add({ name: 'taken' })
    expect(refusalOf(() => add({ name: 'taken' })).code).toBe('ALREADY_THERE')
    const other = add()
    expect(
      refusalOf(() => {
        edit(other, { name: 'taken' })
      }).code,
    ).toBe('ALREADY_THERE')
    const rules = {
      'ftp://x': 'absolute',
      'https://a:b@x': 'user-info',
      'https://x#y': 'fragment',
      'https://x?y': 'query',
      'http://x': 'unencrypted',
      'im.example.com': 'absolute',
      '': 'absolute',
    }
    for (const [url, rule] of Object.entries(rules)) {
      expect(
        refusalOf(() => {
          edit(id, { url })
        }),
        url,
      ).toEqual({ code: 'ADDRESS_REFUSED', data: { rule } })
    }
    const code = 'BACKEND_SETTING_REFUSED'
    expect(refusalOf(() => add({ system: 'shuidi', signTemplate: '{phone}' }))).toEqual({
      code,
      data: { rule: 'sign-template' },
    })
    expect(
      refusalOf(() => {
        edit('built-in', { url: 'https://x' })
      }),
    ).toEqual({ code, data: { rule: 'built-in' } })
  })

  it('is removed with its secrets, unless an admin or a change refers to it', () => {
    const id = add({ name: 'short-lived' })
    at.desk.backends.setSecret(at.ada, { backendId: id, kind: 'token', secret: 'a token to be forgotten' })
    at.desk.backends.remove(at.ada, id)
    expect(at.desk.backends.list().some((backend) => backend.id === id)).toBe(false)
    expect(events(id).at(-1)).toMatchObject({ action: 'backend.removed', target: 'short-lived' })
    const used = add()
    at.desk.admins.add(at.ada, { backendId: used, userID: '1', account: 'x', nickname: '' })
    expect(
      refusalOf(() => {
        at.desk.backends.remove(at.ada, used)
      }),
    ).toEqual({
      code: 'BACKEND_IN_USE',
      data: { admins: 1, changes: 0 },
    })
    expect(
      refusalOf(() => {
        at.desk.backends.remove(at.ada, 'built-in')
      }).code,
    ).toBe('BACKEND_IN_USE')
    expect(at.desk.backends.get(used).admins).toBe(1)
  })
})

describe('http:// beyond this machine', () => {
  const url = 'http://im.example.com:10009'

  it('is taken only with the backend’s own name typed, and the consent is in the audit', () => {
    expect(refusalOf(() => add({ name: 'in clear', url })).code).toBe('ADDRESS_REFUSED')
    expect(refusalOf(() => add({ name: 'in clear', url, consent: 'something else' }))).toEqual({
      code: 'CONFIRMATION_DIFFERS',
      data: { expected: 'in clear' },
    })
    expect(events('in clear')).toEqual([])
    const id = add({ name: 'in clear', url, consent: 'in clear' })
    expect(at.desk.backends.get(id).allowHttp).toBe(true)
    expect(events('in clear').map(({ action }) => action)).toEqual([
      'backend.http-consented',
      'backend.added',
    ])
  })

  it('is consented to for one address and one way: another one asks again', () => {
    const id = add({ name: 'consented', url, consent: 'consented' })
    edit(id, { environment: 'production' })
    expect(at.desk.backends.get(id).allowHttp).toBe(true)
    for (const changes of [{ url: 'http://elsewhere.example.com' }, { proxy: 'http://proxy:3128' }]) {
      expect(
        refusalOf(() => {
          edit(id, changes)
        }).code,
      ).toBe('ADDRESS_REFUSED')
    }
    edit(id, { url: 'https://im.example.com' })
    expect(at.desk.backends.get(id).allowHttp).toBe(false)
    expect(
      refusalOf(() => {
        edit(id, { url })
      }).code,
    ).toBe('ADDRESS_REFUSED')
    edit(id, { url, consent: 'consented' })
    const consents = events('consented').filter(({ action }) => action === 'backend.http-consented')
    expect(consents).toHaveLength(2)
  })
})

describe('the credentials of a backend', () => {
  const usable = (id: string) =>
    Object.fromEntries(at.desk.backends.get(id).secrets.map(({ kind, usable }) => [kind, usable]))
  const set = (
    backendId: string,
    kind: 'token' | 'calling-password' | 'signature',
    secret: string | null,
  ) => {
    at.desk.backends.setSecret(at.ada, { backendId, kind, secret })
  }

  it('are of its system’s kinds, told by kind alone, and taken away with null', () => {
    const id = add()
    set(id, 'token', 'canary-token-1')
    expect(usable(id)).toEqual({ token: true })
    expect(
      refusalOf(() => {
        set(id, 'signature', 'x')
      }).code,
    ).toBe('BACKEND_SETTING_REFUSED')
    set(id, 'token', null)
    expect(usable(id)).toEqual({})
    expect(JSON.stringify(events(id))).not.toContain('canary-token-1')
    expect(events(id).slice(-2)).toMatchObject([
      { action: 'backend.secret-set', detail: { kind: 'token', removed: false } },
      { action: 'backend.secret-set', detail: { kind: 'token', removed: true } },
    ])
  })

  it('are gone when the backend is led elsewhere, also when it comes back', () => {
    const id = add({ callingAdmin: 'imAdmin' })
    set(id, 'calling-password', 'OpenIM@123')
    set(id, 'token', 'a token')
    edit(id, { url: 'https://im.example.com:10009/api', name: `${id} renamed` })
    expect(usable(id)).toEqual({ 'calling-password': true, token: true })
    edit(id, { url: 'https://im.example.com:10010' })
    expect(usable(id)).toEqual({})
    expect(events(id).at(-1)?.detail).toMatchObject({ secretsDropped: 'calling-password, token' })
    edit(id, { url: 'https://im.example.com:10009' })
    expect(usable(id)).toEqual({})
  })

  it('of a calling admin are gone when another account is to sign in', () => {
    const id = add({ callingAdmin: 'imAdmin' })
    set(id, 'calling-password', 'OpenIM@123')
    set(id, 'token', 'a token')
    edit(id, { callingAdmin: 'otherAdmin' })
    expect(usable(id)).toEqual({ token: true })
  })

  it('do not open where the address was edited in the file, even with a MAC that is right', async () => {
    const backend = await startMisbehavingBackend(answerJson({}))
    onTestFinished(() => backend.close())
    const id = add({ callingAdmin: 'imAdmin' })
    set(id, 'calling-password', 'OpenIM@123')
    await editWithRightMac(id, { url: backend.url })
    expect(at.desk.backends.get(id)).toMatchObject({ intact: true, url: backend.url })
    expect(usable(id)).toEqual({ 'calling-password': false })
    const refusal = await at.desk.backends.test(at.ada, id).catch((error: unknown) => error as Problem)
    expect(refusal).toMatchObject({ code: 'BACKEND_SECRET_ELSEWHERE', data: { kind: 'calling-password' } })
    expect(backend.seen).toEqual({})
  })

  it('do not open at another backend', async () => {
    const id = add({ callingAdmin: 'imAdmin' })
    set(id, 'calling-password', 'OpenIM@123')
    const other = add({ callingAdmin: 'imAdmin', url: 'https://elsewhere.example.com' })
    write('UPDATE backend_secrets SET backend_id = ? WHERE backend_id = ?', other, id)
    expect(usable(other)).toEqual({ 'calling-password': false })
    const refusal = await at.desk.backends.test(at.ada, other).catch((error: unknown) => error as Problem)
    expect(refusal).toMatchObject({ code: 'BACKEND_SECRET_ELSEWHERE', data: { kind: 'calling-password' } })
  })
})

describe('a row that was edited outside the desk', () => {
  const isRefused = async (id: string): Promise<[string | null, boolean]> => {
    const code = await at.desk.backends.test(at.ada, id).then(
      () => null,
      (error: unknown) => (error as Problem).code,
    )
    return [code, at.desk.backends.get(id).intact]
  }

  it.each([
    ['its address', `url = 'https://evil.example.com'`],
    ['its consent', `options = json_set(options, '$.allowHttp', json('true'))`],
    ['its authorities', `options = json_set(options, '$.authorities', json_array('x'))`],
    ['its proxy', `options = json_set(options, '$.proxy', 'http://evil.example.com')`],
    ['its MAC', `mac = x'00'`],
  ])('in %s stops the use of the backend and every change of it', async (_, edited) => {
    const id = add()
    write(`UPDATE backends SET ${edited} WHERE id = ?`, id)
    expect(await isRefused(id)).toEqual(['SEALED_VALUE_DAMAGED', false])
    expect(
      refusalOf(() => {
        edit(id, { environment: 'sandbox' })
      }).code,
    ).toBe('SEALED_VALUE_DAMAGED')
    expect(
      refusalOf(() => {
        at.desk.backends.setSecret(at.ada, { backendId: id, kind: 'token', secret: 'x' })
      }).code,
    ).toBe('SEALED_VALUE_DAMAGED')
    at.desk.backends.remove(at.ada, id)
  })

  it.each([{ name: 'another name' }, { url: 'https://new.example.com' }, { proxy: 'http://proxy:3128' }])(
    'back to what it was before %j is told from the row in force',
    async (changes) => {
      const id = add()
      const db = new Database(at.storePath)
      onTestFinished(() => void db.close())
      const before = db.prepare('SELECT * FROM backends WHERE id = ?').get(id) as object
      edit(id, { ...changes, ...('name' in changes && { name: `${id} again` }) })
      edit(id, { environment: 'production' })
      db.prepare('DELETE FROM backends WHERE id = ?').run(id)
      const values = Object.values(before) as string[]
      db.prepare(`INSERT INTO backends VALUES (${values.map(() => '?').join(',')})`).run(...values)
      expect(await isRefused(id)).toEqual(['SEALED_VALUE_DAMAGED', false])
    },
  )

  it('in again after it was removed is told from one in force', async () => {
    const id = add()
    const db = new Database(at.storePath)
    onTestFinished(() => void db.close())
    const before = db.prepare('SELECT * FROM backends WHERE id = ?').get(id) as object
    at.desk.backends.remove(at.ada, id)
    const values = Object.values(before) as string[]
    db.prepare(`INSERT INTO backends VALUES (${values.map(() => '?').join(',')})`).run(...values)
    expect(await isRefused(id)).toEqual(['SEALED_VALUE_DAMAGED', false])
  })
})
