import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { csvRow } from '../../../src/main/audit/csv.ts'
import type { Problem } from '../../../src/shared/model/problems.ts'
import { findCanaries, findCanariesInFolder, makeCanary } from '../../support/canary.ts'
import { startFileDesk, type FileDesk } from './file-desk.ts'

const head = 'backend,userID,account,nickname,password\n'
let files: FileDesk
let id = 7000
/** Is the row of an admin who is new in each test. */
let wei = ''
beforeAll(async () => {
  files = await startFileDesk()
  await files.bringIn(`${head}IM Shanghai,7000,taken,,\n`)
}, 120_000)
beforeEach(() => {
  id++
  wei = `IM Shanghai,${String(id)},wei${String(id)},Wei,a first password of wei\n`
})
afterAll(() => files.at.end())

const events = () => {
  const { events: found } = files.at.desk.audit.list({}, { before: undefined, limit: 200 })
  return found.filter(({ action }) => /^(accounts|admin)\./.test(action)).map(({ action }) => action)
}
const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work()
    return 'none'
  } catch (error) {
    return (error as Problem).code
  }
}
const faultsOf = async (text: string) =>
  (await files.check(text)).rows.map(({ line, state, faults }) => ({
    line,
    state,
    faults: faults.map(({ fault, column, fact }) => [fault, column, fact]),
  }))

describe('a file of admins', () => {
  it('is planned row by row, and writes nothing until it is carried out', async () => {
    const { at } = files
    const before = { passwords: files.passwords(), events: at.desk.audit.chain().events }
    const { plan, rows } = await files.check(`${head}${wei}IM Shanghai,M${String(id)},ming${String(id)},,\n`)
    expect(plan).toMatchObject({
      readable: true,
      encoding: 'utf-8',
      counts: { new: 2, changed: 0, unchanged: 0, error: 0 },
      passwords: { given: 1, replaces: 0, kept: 0 },
    })
    expect(rows[0]?.changes).toEqual([{ column: 'nickname', before: '', after: 'Wei' }])
    expect(rows.map(({ line, state, account, password }) => [line, state, account, password])).toEqual([
      [2, 'new', `wei${String(id)}`, 'given'],
      [3, 'new', `ming${String(id)}`, 'not-given'],
    ])
    expect(JSON.stringify([plan, rows])).not.toContain('a first password')
    expect(files.at.desk.audit.chain().events).toBe(before.events)
    expect(files.passwords()).toEqual(before.passwords)
  })

  it('goes into the store whole, its passwords into the vault, each account with an event of its own', async () => {
    await files.bringIn(`${head}${wei}IM Shanghai,M${String(id)},ming${String(id)},,\n`)
    expect(files.passwords()).toMatchObject({ [id]: 'a first password of wei', [`M${String(id)}`]: null })
    expect(events().slice(0, 3)).toEqual(['accounts.imported', 'admin.added', 'admin.added'])
    const [imported] = files.at.desk.audit.list(
      { action: 'accounts.imported' },
      { before: undefined, limit: 1 },
    ).events
    expect(imported).toMatchObject({ actor: 'ada', target: 'admins', detail: { new: 2, passwords: 1 } })
    expect(JSON.stringify(files.at.desk.audit.list({}, { before: undefined, limit: 200 }))).not.toContain(
      'a first password',
    )
  })

  it('says of what is there already which columns change, and leaves alone what the file leaves out', async () => {
    await files.bringIn(`${head}${wei}`)
    const { rows } = await files.check(`userID,backend,nickname\n${String(id)},IM Shanghai,Wei Chen\n`)
    expect(rows).toEqual([
      {
        line: 2,
        state: 'changed',
        place: 'IM Shanghai',
        environment: 'staging',
        id: String(id),
        account: `wei${String(id)}`,
        changes: [{ column: 'nickname', before: 'Wei', after: 'Wei Chen' }],
        password: 'not-given',
        faults: [],
        warnings: [],
      },
    ])
    await files.bringIn(`userID,backend,nickname\n${String(id)},IM Shanghai,Wei Chen\n`)
    expect(files.passwords()).toMatchObject({ [id]: 'a first password of wei' })
    expect((await files.check(`${head}${wei.replace('Wei,', 'Wei Chen,')}`)).rows[0]).toMatchObject({
      state: 'unchanged',
      password: 'same',
    })
  })

  it('replaces a password of the vault only where that is asked for', async () => {
    await files.bringIn(`${head}${wei}`)
    const other = `${head}IM Shanghai,${String(id)},wei${String(id)},Wei,another password\n`
    expect((await files.check(other)).rows[0]).toMatchObject({ state: 'unchanged', password: 'kept' })
    await files.bringIn(other)
    expect(files.passwords()).toMatchObject({ [id]: 'a first password of wei' })
    const asked = await files.check(other, { replacePasswords: true })
    expect(asked.rows[0]).toMatchObject({ state: 'changed', password: 'replaces' })
    await files.bringIn(other, { replacePasswords: true })
    expect(files.passwords()).toMatchObject({ [id]: 'another password' })
  })

  it('takes a password to the letter: blanks, quotes and apostrophes are part of it', async () => {
    const odd = ` '=it's "odd" `
    await files.bringIn(
      `${head}IM Shanghai,${String(id)},odd${String(id)},Wei,"${odd.replaceAll('"', '""')}"\n`,
    )
    expect(files.passwords()).toMatchObject({ [id]: odd })
  })

  it.each([
    ['an unknown backend', 'IM Beijing,1,a,,', [['backend-unknown', 'backend', 'IM Beijing']]],
    ['no user ID', 'IM Shanghai,,a,,', [['missing', 'userID', '']]],
    ['no account for somebody new', 'IM Shanghai,1,,,', [['missing', 'account', '']]],
    ['a value that is too long', `IM Shanghai,1,a,${'n'.repeat(1025)},`, [['too-long', 'nickname', '1024']]],
    [
      'a password that is too long',
      `IM Shanghai,1,a,,${'p'.repeat(1025)}`,
      [['too-long', 'password', '1024']],
    ],
    ['a number that a spreadsheet shortened', 'IM Shanghai,1.86E+10,a,,', [['shortened', 'userID', '']]],
    ['a blank behind the name', 'IM Shanghai,1,a ,,', [['not-a-name', 'account', '']]],
    ['a sign that turns the name round', 'IM Shanghai,1,night\u202Eshift,,', [['not-a-name', 'account', '']]],
    ['a sign of no width in the user ID', 'IM Shanghai,1\u200B,a,,', [['not-a-name', 'userID', '']]],
    ['an account of somebody else', 'IM Shanghai,1,taken,,', [['account-taken', 'account', '7000']]],
    ['somebody new in the built-in backend', 'Built-in,1,a,,', [['directory-owned', 'backend', '']]],
    ['a cell too many', 'IM Shanghai,1,a,,sec,ret', [['cells', null, '1']]],
  ])('refuses %s, and says where', async (_name, row, faults) => {
    expect(await faultsOf(`${head}${row}\n`)).toEqual([{ line: 2, state: 'error', faults }])
  })

  it('refuses what stands in the file twice, by its first line, and two with one account', async () => {
    expect(await faultsOf(`${head}${wei}${wei}IM Shanghai,other,wei${String(id)},,\n`)).toEqual([
      { line: 2, state: 'new', faults: [] },
      { line: 3, state: 'error', faults: [['twice', null, '2']] },
      { line: 4, state: 'error', faults: [['account-taken', 'account', String(id)]] },
    ])
  })

  it('repeats nothing of a row whose cells have slipped: any of them may be the password', async () => {
    const { rows } = await files.check(`${head}IM Shanghai,${String(id)},wei,Wei,se,cret\n`)
    expect(rows).toMatchObject([{ place: '', id: '', account: '', faults: [{ fault: 'cells' }] }])
  })

  it('is not carried out with an error in it, not even in part', async () => {
    const checked = await files.check(`${head}${wei}IM Beijing,1,a,,\n`)
    const before = events()
    expect(await codeOf(() => files.carryOut(checked))).toBe('PLAN_OUTDATED')
    expect(files.passwords()).not.toHaveProperty(String(id))
    expect(events()).toEqual(before)
  })

  it('is not carried out when the store has changed since it was looked at', async () => {
    const checked = await files.check(`${head}${wei}`)
    const { desk, ada } = files.at
    desk.admins.add(ada, { backendId: files.backendId, userID: String(id), account: 'wei', nickname: '' })
    expect(await codeOf(() => files.carryOut(checked))).toBe('PLAN_OUTDATED')
    expect(files.passwords()).toMatchObject({ [id]: null })
  })

  it('is gone once it was carried out or dropped', async () => {
    const { desk, ada } = files.at
    const again = (fileId: string) =>
      codeOf(() => desk.accountFiles.check(ada, { fileId, kind: 'admins', replacePasswords: false }))
    const checked = await files.check(`${head}${wei}`)
    await files.carryOut(checked)
    expect(await again(checked.fileId)).toBe('FILE_GONE')
    const dropped = files.handIn(head)
    desk.incomingFiles.drop(ada, dropped)
    expect(await again(dropped)).toBe('FILE_GONE')
  })

  it('belongs to the operator who handed it in', async () => {
    const fileId = files.handIn(`${head}${wei}`)
    const other = { id: 'somebody else', name: 'bob', role: 'administrator' } as const
    const { desk } = files.at
    expect(
      await codeOf(() => desk.accountFiles.check(other, { fileId, kind: 'admins', replacePasswords: false })),
    ).toBe('FILE_GONE')
  })
})

it('no password of a file stands in the clear in the store, nor in what is told of the file', async () => {
  const canaries = ['of an admin', 'that stays out', 'that replaces', 'refused', 'of a user'].map(makeCanary)
  const [given, kept, replacing, refused, user] = canaries.map(({ value }) => value)
  const told: unknown[] = []
  const bring = async (text: string, options: Parameters<FileDesk['check']>[1] = {}) => {
    const checked = await files.check(text, options)
    told.push(checked.plan, checked.rows)
    told.push(await codeOf(async () => told.push(await files.carryOut(checked))))
  }
  const rowOf = (password: string | undefined) =>
    `${csvRow(['IM Shanghai', `C${String(id)}`, `canary${String(id)}`, '', password ?? ''])}\n`
  await bring(head + rowOf(given))
  await bring(head + rowOf(kept))
  await bring(head + rowOf(replacing), { replacePasswords: true })
  await bring(`${head}${csvRow(['IM Beijing', '1', 'a', '', refused ?? ''])}\n`)
  await bring(`appid,account,password\n${csvRow(['app-1001', '13399990000', user ?? ''])}\n`, {
    kind: 'users',
  })
  expect(told.filter((one) => typeof one === 'string')).toEqual([
    ...['none', 'none', 'none'],
    'PLAN_OUTDATED',
    'none',
  ])
  expect(files.passwords()).toMatchObject({ [`C${String(id)}`]: replacing })
  told.push(await files.exported(), await files.exported({ kind: 'users' }))
  expect(findCanaries('what was told', JSON.stringify(told), canaries)).toEqual([])
  expect(findCanariesInFolder(files.at.folder, canaries)).toEqual([])
})

describe('a file that cannot be read', () => {
  it.each([
    ['an empty one', '', 'empty', []],
    ['headings alone', head, 'empty', []],
    [
      'no headings, whose first row holds a password',
      'IM Shanghai,1,a,,secret\n',
      'columns-missing',
      ['backend', 'userID'],
    ],
    ['a heading twice', 'backend,userID,userid\nx,1,2\n', 'column-twice', ['userID']],
    ['a quote that does not end', `${head}IM Shanghai,1,"a,,\n`, 'quote', []],
    ['a workbook', 'PK\u0003\u0004…', 'workbook', []],
  ])('says so: %s', async (_name, text, fault, columns) => {
    const { plan } = await files.check(text)
    expect(plan).toMatchObject({ readable: false, fault, columns })
    expect(JSON.stringify(plan)).not.toContain('secret')
  })

  it('names headings that nothing is taken from', async () => {
    const { plan } = await files.check('backend,userID,account,pasword,system\nIM Shanghai,1,a,x,openim\n')
    expect(plan).toMatchObject({ readable: true, leftOut: ['pasword'] })
  })

  it('is refused beyond twenty thousand rows and beyond eight mebibytes', async () => {
    const rows = Array.from({ length: 20_001 }, (_, n) => `IM Shanghai,${String(n)},a${String(n)},,\n`)
    expect((await files.check(head + rows.join(''))).plan).toMatchObject({ fault: 'too-many-rows' })
    const { desk, ada } = files.at
    expect(await codeOf(() => desk.incomingFiles.begin(ada, 8 * 1024 * 1024 + 1))).toBe('FILE_TOO_BIG')
  })
})

it('takes files away when the desk is locked', async () => {
  const { desk, ada } = files.at
  const fileId = files.handIn(head)
  desk.lock('ada')
  expect(
    await codeOf(() => desk.accountFiles.check(ada, { fileId, kind: 'admins', replacePasswords: false })),
  ).toBe('FILE_GONE')
})
