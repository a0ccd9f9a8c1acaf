import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFileDesk, type FileDesk } from './file-desk.ts'

const head = 'appid,account,uid,phone,nickname\n'
let files: FileDesk
beforeAll(async () => {
  files = await startFileDesk()
  await files.bringIn('appid,account,uid\napp-1001,13700000001,901\napp-1002,13700000002,902\n', {
    kind: 'users',
  })
}, 120_000)
afterAll(() => files.at.end())

const enter = (user: object): void => {
  const document = Buffer.from(JSON.stringify({ latchkeyDirectory: 1, users: [user] }))
  expect(files.at.desk.directory.importDocument(files.at.ada, document)).toMatchObject({ ok: true })
}
const warningsOf = async (...lines: string[]) => {
  const { plan, rows } = await files.check(head + lines.join('\n'), { kind: 'users' })
  return {
    warned: plan.readable ? plan.warned : null,
    rows: rows.map(({ state, warnings }) => [
      state,
      ...warnings.map(({ warning, column, fact }) => [warning, column, fact].join()),
    ]),
  }
}

describe('a file of users warns', () => {
  it('of a phone that a user has, in whatever application, also one that the account is', async () => {
    const text = 'appid,account\napp-1002,13700000001\n'
    const { rows } = await files.check(text, { kind: 'users' })
    expect(rows[0]?.warnings).toEqual([
      { warning: 'phone-of-user', column: 'phone', fact: 'app-1001/13700000001' },
    ])
    expect(
      await warningsOf('app-1002,13700000009,,13700000001,', 'app-1001,13700000008,,13700000008,'),
    ).toEqual({
      warned: 1,
      rows: [['new', 'phone-of-user,phone,app-1001/13700000001'], ['new']],
    })
  })

  it('of a phone of two rows, at both, and not where one of them gives it away', async () => {
    expect(await warningsOf('app-1001,13700000011,,555555,', 'app-1002,13700000012,,555555,')).toEqual({
      warned: 2,
      rows: [
        ['new', 'phone-of-row,phone,3'],
        ['new', 'phone-of-row,phone,2'],
      ],
    })
    expect(await warningsOf('app-1001,13700000001,,555555,', 'app-1002,13700000012,,13700000001,')).toEqual({
      warned: 0,
      rows: [['changed'], ['new']],
    })
  })

  it('of a uid that another one of the application has, however it is written, and of no other application', async () => {
    expect(
      await warningsOf(
        'app-1001,13700000021,0901,,',
        'app-1002,13700000022,901,,',
        'app-1002,13700000023,0077,,',
        'app-1002,13700000024,77,,',
      ),
    ).toEqual({
      warned: 3,
      rows: [
        ['new', 'uid-of-user,uid,app-1001/13700000001'],
        ['new'],
        ['new', 'uid-of-row,uid,5'],
        ['new', 'uid-of-row,uid,4'],
      ],
    })
  })

  it('of an account that its application turns away, and of a phone that is none', async () => {
    expect(await warningsOf('app-1001,ming,,,', 'app-1001,1,,,', 'app-1001,13700000031,,phone,')).toEqual({
      warned: 3,
      rows: [
        ['new', 'account-not-digits,account,'],
        ['new', 'account-length,account,5–20'],
        ['new', 'not-a-phone,phone,'],
      ],
    })
  })

  it('of nothing that a row does not bring in', async () => {
    enter({ appid: 'app-1001', account: 'lan', phone: '888888', uid: 88 })
    enter({ appid: 'app-1001', account: 'mei', phone: '888888', uid: 88 })
    const named = await files.check('appid,account,nickname\napp-1001,mei,Mei\n', { kind: 'users' })
    expect(named.rows).toMatchObject([{ state: 'changed', warnings: [] }])
    const again = await files.exported({ kind: 'users' })
    const { plan } = await files.check(again, { kind: 'users' })
    expect(plan).toMatchObject({ warned: 0 })
  })

  it('in rows that can be asked for alone, and imports them all the same', async () => {
    const checked = await files.check(`${head}app-1001,hua,,,\napp-1001,13700000041,,,\n`, { kind: 'users' })
    const { desk, ada } = files.at
    const { rows, total } = desk.accountFiles.rows(ada, {
      fileId: checked.fileId,
      state: 'warned',
      from: 0,
      limit: 50,
    })
    expect([rows.map(({ account }) => account), total]).toEqual([['hua'], 1])
    expect(await files.carryOut(checked)).toMatchObject({ at: 'done', counts: { new: 2 } })
  })

  it('anew, and imports nothing, where somebody got the phone meanwhile', async () => {
    const checked = await files.check(`${head}app-1001,13700000051,,666666,\n`, { kind: 'users' })
    expect(checked.plan).toMatchObject({ warned: 0 })
    enter({ appid: 'app-1002', account: '13700000052', phone: '666666' })
    await expect(files.carryOut(checked)).rejects.toMatchObject({ code: 'PLAN_OUTDATED' })
  })
})

it('a user who has no password gets that of the file, and one who has keeps it unless that was chosen', async () => {
  enter({ appid: 'app-1001', account: '13700000071' })
  enter({ appid: 'app-1001', account: '13700000072', password: 'FirstPass9' })
  const text = 'appid,account,password\napp-1001,13700000071,OtherPass9\napp-1001,13700000072,OtherPass9\n'
  const { plan } = await files.check(text, { kind: 'users' })
  expect(plan).toMatchObject({ passwords: { given: 1, kept: 1, replaces: 0 } })
})

it('a first line that tells the separator is no row, and the lines are counted with it', async () => {
  const { plan, rows } = await files.check(
    'sep=|\r\nappid|account|nickname\r\napp-1001|13700000061|a,b;c\r\n',
    {
      kind: 'users',
    },
  )
  expect(plan).toMatchObject({ readable: true, leftOut: [], counts: { new: 1 } })
  expect(rows).toMatchObject([{ line: 3, changes: [{ column: 'nickname', after: 'a,b;c' }] }])
})
