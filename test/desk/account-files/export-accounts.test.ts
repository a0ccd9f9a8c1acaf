import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csvRow } from '../../../src/main/audit/csv.ts'
import { startFileDesk, type FileDesk } from './file-desk.ts'

let files: FileDesk
beforeAll(async () => {
  files = await startFileDesk()
}, 120_000)
afterAll(() => files.at.end())

/** Makes texts of what is special in CSV or to a spreadsheet; a name has no blanks around it. */
const odd = fc.string({
  unit: fc.constantFrom('"', ',', "'", '=', '-', '＠', '\u3000', 'é', '密', 'a', ' '),
  maxLength: 12,
})
const name = odd.map((text) => `${text}.`.trimStart()).filter((text) => text === text.trim())

describe('an export of admins', () => {
  it('says who there is, and nothing of what their passwords are', async () => {
    const text = await files.exported()
    const [head, ...rows] = text.split('\r\n')
    expect(head).toBe(
      '\uFEFFbackend,userID,account,nickname,level,system,environment,passwordInVault,passwordChangedAt,lastChange,lastChangeAt',
    )
    expect(rows).toHaveLength(4)
    expect(text).toContain('Built-in,1000000001,chatAdmin,Root,100,openim,sandbox,yes,')
    expect(text).not.toContain('OpenIM@123')
  })

  it('holds what the filters let through, and the audit says which they were', async () => {
    const text = await files.exported({ kind: 'admins', search: 'ops' })
    expect(text).toContain('opsAdmin')
    expect(text).not.toContain('chatAdmin')
    const [event] = files.at.desk.audit.list(
      { action: 'accounts.exported' },
      { before: undefined, limit: 1 },
    ).events
    expect(event).toMatchObject({ actor: 'ada', target: 'admins', detail: { format: 'csv', search: 'ops' } })
  })

  it('read in again, changes nothing, whatever the names are', async () => {
    const people = fc.uniqueArray(fc.record({ userID: name, account: name, nickname: odd }), {
      minLength: 1,
      maxLength: 8,
      selector: ({ userID }) => userID,
    })
    let round = 0
    await fc.assert(
      fc.asyncProperty(people, async (entered) => {
        round++
        const rows = entered.map(({ userID, account, nickname }, n) =>
          csvRow([
            'IM Shanghai',
            `${String(round)}${userID}`,
            `${String(round)}.${String(n)}${account}`,
            nickname,
          ]),
        )
        await files.bringIn(`backend,userID,account,nickname\n${rows.join('\n')}\n`)
        const { plan } = await files.check(
          await files.exported({ kind: 'admins', backendId: files.backendId }),
        )
        expect(plan).toMatchObject({ counts: { new: 0, changed: 0, error: 0 } })
      }),
      { numRuns: 30 },
    )
  })
})

describe('users of the built-in directory', () => {
  it('come out without a password, and go in again unchanged', async () => {
    const text = await files.exported({ kind: 'users' })
    expect(text).toContain('app-1001,13800138000,15630,13800138000,,Ming,normal,')
    expect(text).not.toContain('OldPass456')
    const { plan } = await files.check(text, { kind: 'users' })
    expect(plan).toMatchObject({ counts: { new: 0, changed: 0, unchanged: 6, error: 0 } })
  })

  it('go in again with the longest number that a document can give, and however its zeros are written', async () => {
    const users = [
      { appid: 'app-1002', account: '13600000001', uid: 9_007_199_254_740_990 },
      { appid: 'app-1002', account: '13600000002', uid: 7 },
    ]
    const admins = [{ userID: '77', account: 'high', level: 1_000_000_000_000, password: 'Quiet-harbour_7' }]
    const document = Buffer.from(JSON.stringify({ latchkeyDirectory: 1, users, admins }))
    expect(files.at.desk.directory.importDocument(files.at.ada, document)).toMatchObject({ ok: true })
    for (const query of [{ kind: 'users' }, { kind: 'admins' }] as const) {
      const { plan } = await files.check(await files.exported(query), query)
      expect(plan).toMatchObject({ counts: { new: 0, changed: 0, error: 0 } })
    }
    const text = 'appid,account,uid\napp-1002,13600000002,007\napp-1002,13600000001,9007199254740992\n'
    const { rows } = await files.check(text, { kind: 'users' })
    expect(
      rows.map(({ state, changes, faults }) => [state, changes, faults.map(({ fault }) => fault)]),
    ).toEqual([
      ['unchanged', [], []],
      ['error', [], ['not-a-number']],
    ])
  })

  it('go in as a document of the directory does, with their passwords', async () => {
    const text =
      'appid,account,nickname,status,password\napp-1001,13800138000,Ming Li,disabled,OtherPass9\napp-1002,13311112222,Na,,FirstPass9\n'
    const { rows } = await files.check(text, { kind: 'users' })
    expect(
      rows.map(({ state, password, changes }) => [state, password, changes.map((one) => one.column)]),
    ).toEqual([
      ['changed', 'kept', ['nickname', 'status']],
      ['new', 'given', ['nickname']],
    ])
    await files.bringIn(text, { kind: 'users' })
    const { users } = files.at.desk.search(files.at.ada, '133111')
    expect(users.rows).toMatchObject([{ account: '13311112222', nickname: 'Na', phone: '13311112222' }])
    const found = files.at.desk.users.list({ search: '13800138000', limit: 1 }).rows
    expect(found).toMatchObject([{ nickname: 'Ming Li', status: 'disabled', uid: 15630 }])
    const disabled = await files.exported({ kind: 'users', standing: 'disabled' })
    const normal = await files.exported({ kind: 'users', standing: 'normal' })
    expect([disabled.includes('Ming Li'), disabled.includes('13311112222')]).toEqual([true, false])
    expect([normal.includes('Ming Li'), normal.includes('13311112222')]).toEqual([false, true])
  })

  it('are refused where the application is not there, the uid is none, or the status is unknown', async () => {
    const { rows } = await files.check(
      'appid,account,uid,status\napp-9,1,,\napp-1001,2,x,\napp-1001,3,,gone\n',
      { kind: 'users' },
    )
    expect(rows.map(({ faults }) => faults.map(({ fault }) => fault))).toEqual([
      ['application-unknown'],
      ['not-a-number'],
      ['not-a-status'],
    ])
  })
})
