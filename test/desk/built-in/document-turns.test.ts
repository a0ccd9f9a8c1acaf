import { hashSync } from 'bcryptjs'
import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DocumentReading } from '../../../src/shared/contract/directory.ts'
import { administrator, page } from '../../support/test-desk.ts'
import { startFileDesk, type FileDesk } from '../account-files/file-desk.ts'

const many = 1000
const passwordHash = hashSync('Some-Password-1', 4)
let files: FileDesk
beforeEach(async () => {
  files = await startFileDesk()
}, 120_000)
afterEach(() => files.at.end())

/** Makes a document whose tokens refer to its users, and its users to its application. */
const documentOf = (count: number, wrong: object = {}): string =>
  JSON.stringify({
    latchkeyDirectory: 1,
    applications: [{ appid: 'app-new' }],
    admins: Array.from({ length: count }, (_, n) => ({ userID: `n${String(n)}`, passwordHash })),
    users: Array.from({ length: count }, (_, n) => ({
      appid: 'app-new',
      account: `u${String(n)}`,
      passwordHash,
      ...(n === count - 1 && wrong),
    })),
    tokens: Array.from({ length: count }, (_, n) => ({ token: `t${String(n)}`, account: `u${String(n)}` })),
    shuidi: { template: '{key}{action}' },
  })
const fileTables = ['applications', 'admins', 'users', 'tokens'].map((name) => `directory_${name}`)
const counted = [...fileTables, 'accounts', 'built_in_settings', 'audit_events']

/** Reads the whole of what an import may touch, beside the desk: only what is durable. */
const kept = (): string => {
  const db = new Database(files.at.storePath, { readonly: true })
  const rows = counted.map((table) => db.prepare(`SELECT * FROM ${table}`).all())
  db.close()
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
}
const counts = () => {
  const { applications, admins, users } = files.at.desk.directory.summary()
  const { total } = files.at.desk.admins.list({ sort: 'account', descending: false, limit: 1 })
  return { applications, admins, users, accounts: total }
}
const check = (fileId: string): Promise<DocumentReading> =>
  files.at.desk.directory.checkIncoming(files.at.ada, fileId)
const bringIn = (fileId: string): Promise<DocumentReading> =>
  files.at.desk.directory.importIncoming(files.at.ada, { fileId, replaces: 0 })

/** Says whether somebody has begun to write to the store. */
const isWritten = (): boolean => {
  const db = new Database(files.at.storePath, { timeout: 0 })
  try {
    db.exec('BEGIN IMMEDIATE')
    return false
  } catch {
    return true
  } finally {
    db.close()
  }
}

/** Counts the turns of the loop while something is done, and what is seen in them. */
const watching = async <T>(work: Promise<T>, inMiddle: (() => unknown) | null = null) => {
  const seen = new Set<string>()
  let turns = 0
  let written = 0
  let isOver = false
  const takeTurn = (): void => {
    // The turn that was asked for last comes when the test may have closed the desk.
    if (isOver) return
    if (turns++ % 5 === 0) seen.add(JSON.stringify(counts()))
    if (inMiddle !== null && written < 10 && isWritten() && ++written === 10) inMiddle()
    setImmediate(takeTurn)
  }
  setImmediate(takeTurn)
  try {
    return { result: await work, turns, seen: [...seen] }
  } finally {
    isOver = true
    if (inMiddle !== null) expect(written).toBe(10)
  }
}
const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : error)
const verdict = async (): Promise<unknown> => {
  for await (const step of files.at.desk.audit.verify(files.at.ada))
    if (step.kind === 'report') return [step.report.verdict, step.report.badRows]
  return 'none'
}

describe('a document of many', { timeout: 120_000 }, () => {
  it('is read to its end while the loop turns, and leaves nothing behind', async () => {
    const fileId = files.handIn(documentOf(many))
    const [before, seenBefore] = [kept(), JSON.stringify(counts())]
    const { result, turns, seen } = await watching(check(fileId))
    expect(result).toMatchObject({ ok: true, counts: { admins: many, users: many, tokens: many } })
    // Each entry is found, and then written.
    expect(turns).toBeGreaterThanOrEqual((6 * many) / 100)
    expect(seen).toEqual([seenBefore])
    expect(kept()).toBe(before)
  })

  it('goes in while the loop turns, with none of it seen before all is in', async () => {
    const before = counts()
    const { result, turns, seen } = await watching(bringIn(files.handIn(documentOf(many))))
    expect(result).toMatchObject({ ok: true, warnings: [], counts: { users: many } })
    expect(turns).toBeGreaterThanOrEqual((7 * many) / 100)
    const after = {
      applications: before.applications + 1,
      admins: before.admins + many,
      users: before.users + many,
      accounts: before.accounts + many,
    }
    expect(counts()).toEqual(after)
    expect(seen.filter((one) => ![before, after].some((whole) => JSON.stringify(whole) === one))).toEqual([])
    const { desk } = files.at
    const found = desk.admins.list({ search: 'n999', sort: 'account', descending: false, limit: 5 })
    expect(found.rows.map(({ account }) => account)).toEqual(['n999'])
    expect(desk.directory.summary().users).toBe(before.users + many)
    expect(await verdict()).toEqual(['consistent', []])
  })

  it('gives way to what is written in between, and both are kept', async () => {
    const { desk, ada, backendId } = { ...files.at, backendId: files.backendId }
    const admin = { backendId, userID: 'between', account: 'between', nickname: '' }
    const before = counts()
    await watching(bringIn(files.handIn(documentOf(many))), () => desk.admins.add(ada, admin))
    expect(counts()).toMatchObject({ users: before.users + many, accounts: before.accounts + many + 1 })
    const events = (action: 'admin.added' | 'directory.imported'): number =>
      desk.audit.list({ action }, { before: undefined, limit: 10 }).events.length
    expect([events('admin.added'), events('directory.imported')]).toEqual([1, 1])
    expect(await verdict()).toEqual(['consistent', []])
  })

  it('is refused whole for its last entry, with what is wrong', async () => {
    const before = kept()
    const fileId = files.handIn(documentOf(many, { status: 'gone' }))
    const { result, turns } = await watching(bringIn(fileId))
    expect(result).toMatchObject({ ok: false, total: 1, errors: [{ path: '$.users[999].status' }] })
    expect(turns).toBeGreaterThanOrEqual((6 * many) / 100)
    expect(kept()).toBe(before)
    expect(await check(fileId)).toEqual(result)
  })

  it.each<[string, (fileId: string) => void]>([
    [
      'its file is dropped',
      (fileId) => {
        files.at.desk.incomingFiles.drop(files.at.ada, fileId)
      },
    ],
    [
      'the desk is locked',
      () => {
        files.at.desk.lock('ada')
      },
    ],
  ])('writes nothing where %s in the middle of it', async (_name, then) => {
    const fileId = files.handIn(documentOf(many))
    const before = counts()
    const work = watching(bringIn(fileId), () => {
      then(fileId)
    })
    expect(await work.catch(codeOf)).toBe('FILE_GONE')
    await files.at.desk.signIn(page, administrator)
    expect(counts()).toEqual(before)
  })

  it('writes nothing where the desk ends in the middle of it', async () => {
    const before = counts()
    const ended: Promise<unknown>[] = []
    const work = watching(bringIn(files.handIn(documentOf(many))), () => ended.push(files.at.desk.close()))
    expect(await work.catch(() => 'ended')).toBe('ended')
    await Promise.all(ended)
    const db = new Database(files.at.storePath, { readonly: true })
    const users = db.prepare('SELECT count(*) FROM directory_users').pluck().get()
    const events = `SELECT count(*) FROM audit_event_fields WHERE action = 'directory.imported'`
    expect([users, db.prepare(events).pluck().get()]).toEqual([before.users, 0])
    db.close()
  })
})
