import { afterAll, beforeAll, expect, it } from 'vitest'
import { noteInChinese } from '../../../src/renderer/features/built-in/note-in-chinese.ts'
import type { Problem } from '../../../src/shared/model/problems.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk({ builtInStarts: 'when-asked' })
}, 120_000)
afterAll(() => at.end())

const handIn = (document: unknown): string => {
  const bytes = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document))
  const { fileId } = at.desk.incomingFiles.begin(at.ada, bytes.length)
  at.desk.incomingFiles.add(at.ada, { fileId, part: bytes.toString('base64') })
  return fileId
}
const state = async () => {
  let text = ''
  for await (const piece of at.desk.directory.documentPieces(at.ada)) text += piece.text
  return text
}
const byAccount = { sort: 'account', descending: false, limit: 200 } as const
const more = {
  latchkeyDirectory: 1,
  users: [{ appid: 'app-1001', account: '13311112222', password: 'FirstPass9' }],
  admins: [{ userID: '9', account: 'nine', password: 'a password of nine' }],
  shuidi: { signKey: 'a key of their own' },
}

it('a document is read to its end and leaves nothing behind, then goes in whole', async () => {
  const before = await state()
  const events = at.desk.audit.chain().events
  const fileId = handIn(more)
  expect(await at.desk.directory.checkIncoming(at.ada, fileId)).toMatchObject({
    ok: true,
    counts: { users: 1, admins: 1 },
  })
  expect(at.desk.audit.chain().events).toBe(events)
  expect(await state()).toBe(before)
  const asked = { fileId, replaces: 0 }
  expect(await at.desk.directory.importIncoming(at.ada, asked)).toMatchObject({ ok: true })
  expect(at.desk.directory.summary()).toMatchObject({ users: 7, admins: 4 })
  const { rows } = at.desk.admins.list({ ...byAccount, search: 'nine' })
  expect(rows).toMatchObject([{ passwordKnown: true }])
  await expect(at.desk.directory.importIncoming(at.ada, asked)).rejects.toThrow('FILE_GONE')
})

it('says whose passwords it would replace, and counts nobody who has none or keeps theirs', async () => {
  const users = [
    { appid: 'app-1001', account: '13311113333' },
    { appid: 'app-1001', account: '13311114444', password: 'FirstPass9' },
    { appid: 'app-1001', account: '13311115555', password: 'FirstPass9' },
    ...['1', '2', '3'].map((end) => ({
      appid: 'app-1002',
      account: `1331111666${end}`,
      password: 'FirstPass9',
    })),
  ]
  const none = { admins: 0, users: 0, first: [] }
  const first = handIn({ latchkeyDirectory: 1, users })
  expect(await at.desk.directory.checkIncoming(at.ada, first)).toMatchObject({ replaced: none })
  const asked = { fileId: first, replaces: 0 }
  expect(await at.desk.directory.importIncoming(at.ada, asked)).toMatchObject({ ok: true, replaced: none })
  const [unset, kept, ...replaced] = users
  const again = handIn({
    latchkeyDirectory: 1,
    admins: [
      { userID: '1000000001', password: 'another of chatAdmin' },
      { userID: '1000000002', nickname: 'Ops' },
    ],
    users: [
      { ...unset, password: 'OtherPass9' },
      { ...kept, password: undefined },
      ...replaced.map((user) => ({ ...user, password: 'OtherPass9' })),
    ],
  })
  expect(await at.desk.directory.checkIncoming(at.ada, again)).toMatchObject({
    ok: true,
    replaced: {
      admins: 1,
      users: 4,
      first: [
        'chatAdmin',
        'app-1001/13311115555',
        'app-1002/13311116661',
        'app-1002/13311116662',
        'app-1002/13311116663',
      ],
    },
  })
  const [before, events] = [at.desk.admins.list(byAccount).rows, at.desk.audit.chain().events]
  for (const replaces of [0, 4, 6]) {
    await expect(at.desk.directory.importIncoming(at.ada, { fileId: again, replaces })).rejects.toThrow(
      'PLAN_OUTDATED',
    )
  }
  expect([at.desk.admins.list(byAccount).rows, at.desk.audit.chain().events]).toEqual([before, events])
  expect(await at.desk.directory.importIncoming(at.ada, { fileId: again, replaces: 5 })).toMatchObject({
    ok: true,
  })
})

it('one with errors is refused with all of them, each of which can be said in Chinese, and stays with the desk', async () => {
  const fileId = handIn({
    latchkeyDirectory: 2,
    users: [
      { appid: 'nowhere', account: '1' },
      { appid: 'app-1001', account: 2, status: 'gone', nickname: 'n'.repeat(1025) },
      { appid: 'app-1001', account: '', uid: -1 },
      { appid: 'app-1001', account: '7', passwordHash: 'x' },
      { appid: 'app-1001', account: '8', password: 'x', passwordHash: 'y' },
    ],
    admins: [{ userID: '1' }, { userID: '1' }, { userID: '2', account: 'chatAdmin', passwordChangedAt: 'x' }],
    applications: [{ appid: 'app-3', passwordLength: { min: 9, max: 3 } }],
    tokens: [{ token: 't', account: 'nobody', appid: 'app-1001' }],
    codes: {},
    unknown: 1,
  })
  const read = await at.desk.directory.checkIncoming(at.ada, fileId)
  const errors = read.ok ? [] : read.errors
  expect(errors.length).toBeGreaterThan(12)
  expect(errors.filter(({ message }) => noteInChinese(message) === message)).toEqual([])
  expect(await at.desk.directory.importIncoming(at.ada, { fileId, replaces: 0 })).toEqual(read)
  expect(await at.desk.directory.checkIncoming(at.ada, fileId)).toEqual(read)
})

it('a file is held for one operator, and only whole', async () => {
  const { fileId } = at.desk.incomingFiles.begin(at.ada, 10)
  at.desk.incomingFiles.add(at.ada, { fileId, part: Buffer.from('12345').toString('base64') })
  const codeOf = (work: () => unknown): string => {
    try {
      work()
      return 'none'
    } catch (error) {
      return (error as Problem).code
    }
  }
  await expect(at.desk.directory.checkIncoming(at.ada, fileId)).rejects.toThrow('FILE_GONE')
  const other = { ...at.ada, id: 'somebody else' }
  const part = Buffer.from('67890').toString('base64')
  expect(codeOf(() => at.desk.incomingFiles.add(other, { fileId, part }))).toBe('FILE_GONE')
  at.desk.incomingFiles.add(at.ada, { fileId, part })
  expect(codeOf(() => at.desk.incomingFiles.add(at.ada, { fileId, part }))).toBe('FILE_TOO_BIG')
})
