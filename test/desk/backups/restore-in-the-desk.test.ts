import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Desk } from '../../../src/main/desk.ts'
import { demandSoundChain } from '../../../src/main/desk/audit/sound-chain.ts'
import { openForReading } from '../../../src/main/store/files/open-for-reading.ts'
import { openAuditReader } from '../../../src/main/store/audit/reader.ts'
import { spelledOut } from '../../../src/main/store/audit/raw-event.ts'
import { openReadOnlyStore } from '../../../src/main/store/files/read-only-store.ts'
import { accountIdOf, administrator, page, startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { makeSoundStore } from '../../store/files/sound-store.ts'
import { startMisbehavingBackend } from '../changes/misbehaving-backend.ts'

const name = 'desk.latchkey'
const other = 'another page'

let at: TestDesk
let desk: Desk
let backup = ''
let backendId = ''
beforeEach(async () => {
  at = await startTestDesk()
  ;({ desk } = at)
  backendId = desk.backends.add(at.ada, {
    name: 'remote',
    url: 'http://127.0.0.1:1',
    environment: 'staging',
    passwordEncoding: 'plain',
  }).id
  backup = (await desk.maintenance.backUpNow(at.ada, undefined)).file
})
afterEach(() => at.end())

const events = (): number => desk.audit.chain().events
const restore = (from = backup, confirmation = name) =>
  desk.maintenance.restoreHere(at.ada, { from: { path: from }, confirmation })
const whyOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => {
      const { code, data } = error as { code?: string; data?: { why?: string } }
      return data?.why ?? code ?? error
    },
  )
const hasAdmin = (account: string): boolean =>
  desk.admins.list({ search: account, sort: 'account', descending: false, limit: 5 }).rows.length > 0
const addAdmin = (account: string): void => {
  desk.admins.add(at.ada, {
    backendId,
    userID: account,
    account,
    nickname: '',
    currentPassword: 'Old-password_1',
  })
}
/** Lists what stands beside the store that only a restore puts there. */
const leftovers = (): string[] =>
  readdirSync(dirname(at.storePath)).filter((file) => /restor|handed/.test(file))

describe('the backups to choose from', () => {
  it('are the newest files of the folder, each with whose it is', async () => {
    const folder = dirname(backup)
    mkdirSync(join(at.folder, 'elsewhere'))
    const another = makeSoundStore(join(at.folder, 'elsewhere'))
    another.close()
    copyFileSync(another.path, join(folder, 'strange-20200102T030405006Z.latchkey'))
    writeFileSync(join(folder, 'broken-20200101T000000000Z.latchkey'), 'hello')
    writeFileSync(join(folder, 'notes.txt'), 'hello')
    const listed = await desk.maintenance.listBackups()
    expect(listed).toMatchObject({ folder, more: 0 })
    expect(listed.files.map((file) => [file.name, file.of])).toEqual([
      [basename(backup), 'this-store'],
      ['strange-20200102T030405006Z.latchkey', 'another-store'],
      ['broken-20200101T000000000Z.latchkey', 'nothing'],
    ])
    expect(listed.files[1]?.at).toBe('2020-01-02T03:04:05.006Z')
  })

  it('say what they hold, and what would not be in force', async () => {
    addAdmin('later')
    const before = events()
    const held = await desk.maintenance.inspectBackup(at.ada, { path: backup })
    expect(held).toMatchObject({ name: backup, relation: 'earlier', operators: 1, users: 6 })
    expect(held.lost).toEqual({ events: before - held.events, changes: 0 })
    expect(held.lost.events).toBeGreaterThan(0)
    expect(events()).toBe(before)
    expect(leftovers()).toEqual([])
  })

  it('are told from those of another store, and from what is none', async () => {
    mkdirSync(join(at.folder, 'elsewhere'))
    const another = makeSoundStore(join(at.folder, 'elsewhere'))
    another.close()
    const held = await desk.maintenance.inspectBackup(at.ada, { path: another.path })
    expect(held).toMatchObject({ relation: 'another-store', lost: { events: null } })
    const nothing = join(at.folder, 'nothing.latchkey')
    writeFileSync(nothing, 'hello')
    expect(await whyOf(desk.maintenance.inspectBackup(at.ada, { path: nothing }))).toBe('not-a-store')
    expect(await whyOf(desk.maintenance.inspectBackup(at.ada, { path: at.storePath }))).toBe('same-file')
    expect(await whyOf(desk.maintenance.inspectBackup(at.ada, { path: `${at.storePath}.lock` }))).toBe(
      'same-file',
    )
  })
})

describe('a restore under an open desk', () => {
  it('puts the backup in force, ends every session, and keeps the old store, signed to its end', async () => {
    addAdmin('later')
    await desk.signIn(other, administrator)
    const { aside } = await restore()
    expect(desk.operatorOf(page)).toBeNull()
    expect(desk.operatorOf(other)).toBeNull()
    expect(desk.status(page)).toMatchObject({
      store: { state: 'ready' },
      operator: null,
      exchanged: { outcome: 'restored', from: backup, aside, wasAnother: false },
    })
    const old = openAuditReader(aside)
    const ends = old
      .from((old.highest ?? 0) - 1, 2)
      .map(spelledOut)
      .map((event) => [event[2], event[3], event[6]])
    expect(ends).toEqual([
      ['ada', 'operator.locked', '{"why":"restore"}'],
      ['desk', 'built-in.stopped', '{}'],
    ])
    expect(old.checkpoints().at(-1)?.seq).toBe(old.highest)
    const lost = (old.highest ?? 0) - demandSoundChain(backup).events
    old.close()
    expect(desk.status(page).exchanged).toMatchObject({ lostEvents: lost })

    await desk.signIn(page, administrator)
    expect(hasAdmin('later')).toBe(false)
    expect(desk.status(page).exchanged).toBeNull()
    const { events: found } = desk.audit.list({ action: 'store.restored' }, { before: undefined, limit: 5 })
    expect(found).toMatchObject([{ actor: 'desk' }])
    expect(JSON.stringify(found[0])).toContain('ada')
    expect(leftovers()).toEqual([basename(aside)])
    // It is a store like any other: what is written now is there after the next start.
    addAdmin('after')
    desk = await at.restart()
    await desk.signIn(page, administrator)
    expect(hasAdmin('after')).toBe(true)
  })

  it('takes a file that a page handed in, and leaves nothing of it', async () => {
    addAdmin('later')
    const bytes = readFileSync(backup)
    const { fileId } = desk.incomingFiles.begin(at.ada, bytes.length)
    desk.incomingFiles.add(at.ada, { fileId, part: bytes.toString('base64') })
    const from = { fileId, name: 'carried.latchkey' }
    expect(await desk.maintenance.inspectBackup(at.ada, from)).toMatchObject({ name: 'carried.latchkey' })
    const { aside } = await desk.maintenance.restoreHere(at.ada, { from, confirmation: name })
    expect(desk.status(page).exchanged).toMatchObject({ from: 'carried.latchkey' })
    await desk.signIn(page, administrator)
    expect(hasAdmin('later')).toBe(false)
    expect(leftovers()).toEqual([basename(aside)])
  })

  it('waits for a call that has begun, and lets none begin meanwhile', async () => {
    let end = (): void => undefined
    const done: string[] = []
    const slow = desk.attend(async () => {
      await new Promise<void>((resolve) => (end = resolve))
      addAdmin('in time')
      done.push('the call')
    })
    const restored = restore().then(({ aside }) => {
      done.push('the restore')
      return aside
    })
    await expect
      .poll(() => whyOf(desk.attend(() => Promise.resolve())), { timeout: 20_000 })
      .toBe('RESTORING')
    expect(desk.status(page).store.state).toBe('ready')
    end()
    await slow
    const aside = await restored
    expect(done).toEqual(['the call', 'the restore'])
    const old = openReadOnlyStore(aside)
    old.close()
    const reader = openForReading(aside)
    expect(reader.db.prepare(`SELECT count(*) FROM accounts WHERE account = 'in time'`).pluck().get()).toBe(1)
    reader.close()
    await desk.attend(() => desk.signIn(page, administrator))
    expect(hasAdmin('in time')).toBe(false)
  })

  it('that was killed while it was prepared leaves nothing past the next start', async () => {
    await desk.close()
    for (const left of ['.restoring', '.restoring-wal', '.handed-in-1'])
      writeFileSync(`${at.storePath}${left}`, 'left')
    writeFileSync(`${at.storePath}.before-restore-1`, 'kept')
    desk = await at.restart()
    expect(leftovers()).toEqual([`${name}.before-restore-1`])
  })

  it('is one at a time', async () => {
    const [one, two] = await Promise.all([whyOf(restore()), whyOf(restore())])
    expect([one, two]).toEqual([null, 'RESTORING'])
  })
})

describe('a restore that is refused', () => {
  it.each([
    ['of nothing', 'unreadable', () => join(at.folder, 'nowhere')],
    ['of the store itself', 'same-file', () => at.storePath],
    [
      'of a file that was changed',
      'not-sound',
      () => {
        const bytes = readFileSync(backup)
        bytes.fill(0xff, 4096 * 8, 4096 * 9)
        writeFileSync(backup, bytes)
        return backup
      },
    ],
    [
      'of a backup with a row that was edited',
      'not-sound',
      () => {
        const db = new Database(backup)
        db.exec(`UPDATE backends SET name = 'edited' WHERE built_in = 0`)
        db.close()
        return backup
      },
    ],
  ])('ends no session and changes nothing: %s', async (_, why, spoil) => {
    const from = spoil()
    const before = events()
    expect(await whyOf(restore(from))).toBe(why)
    expect(desk.operatorOf(page)).not.toBeNull()
    expect(events()).toBe(before)
    expect(desk.status(page).exchanged).toBeNull()
    expect(leftovers()).toEqual([])
  })

  it('without the name of the store, typed', async () => {
    expect(await whyOf(restore(backup, 'desk'))).toBe('CONFIRMATION_DIFFERS')
    expect(desk.operatorOf(page)).not.toBeNull()
  })

  it('while the request of a change may be on its way, which then ends as it would have', async () => {
    let arrived = (): void => undefined
    const changeArrived = new Promise<void>((resolve) => (arrived = resolve))
    const silent = await startMisbehavingBackend(() => {
      arrived()
    })
    const { id: silentId } = desk.backends.add(at.ada, {
      name: 'silent',
      url: silent.url,
      environment: 'staging',
      passwordEncoding: 'plain',
    })
    const { accountId } = desk.admins.add(at.ada, {
      backendId: silentId,
      userID: '7',
      account: 'remote',
      nickname: '',
      currentPassword: 'OpenIM@123',
    })
    const changing = desk.admins.change(at.ada, {
      accountId,
      current: { from: 'vault' },
      next: { from: 'typed', password: 'Quiet-harbour_7-long' },
      confirmation: 'remote',
    })
    await changeArrived
    expect(await whyOf(restore())).toBe('change-in-flight')
    await silent.close()
    expect((await changing).state).toBe('unknown')
    expect(desk.operatorOf(page)).not.toBeNull()
    expect(accountIdOf(desk, '7')).toBe(accountId)
  })
})

describe('a backup that passes its checks and yet does not open', () => {
  it('leaves the old store in force, whole, and says so', async () => {
    const db = new Database(backup)
    db.exec('DROP TABLE steady_time')
    db.close()
    addAdmin('later')
    expect(await whyOf(restore())).toBe('does-not-open')
    expect(desk.status(page)).toMatchObject({
      store: { state: 'ready' },
      operator: null,
      exchanged: { outcome: 'kept', from: backup, why: 'does-not-open' },
    })
    expect(leftovers()).toEqual([])
    await desk.signIn(page, administrator)
    expect(hasAdmin('later')).toBe(true)
    expect(demandSoundChain(at.storePath).events).toBe(events())
    expect(existsSync(`${at.storePath}.restoring`)).toBe(false)
    desk = await at.restart()
    await desk.signIn(page, administrator)
    expect(hasAdmin('later')).toBe(true)
  })
})
