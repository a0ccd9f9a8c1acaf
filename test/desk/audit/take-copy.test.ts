import { createPublicKey } from 'node:crypto'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { anchorsOf } from '../../../src/main/audit/anchors-of.ts'
import { verifyAudit } from '../../../src/main/audit/verify.ts'
import type { CopyPiece } from '../../../src/main/desk/audit/take-copy.ts'
import { openAuditReader } from '../../../src/main/store/audit/reader.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

const foldersLeft = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('latchkey-copy-'))

const take = async (): Promise<CopyPiece[]> => {
  const pieces: CopyPiece[] = []
  for await (const piece of at.desk.audit.takeCopy(at.ada)) pieces.push(piece)
  return pieces
}

it('gives a file that verifies by the key from outside, with its own taking in it and no secret', async () => {
  const pieces = await take()
  const bytes = Buffer.concat(pieces.map(({ part }) => Buffer.from(part, 'base64')))
  expect(pieces.at(-1)).toMatchObject({ done: bytes.length, total: bytes.length })

  const taken = join(at.folder, 'taken.latchkey')
  writeFileSync(taken, bytes, { mode: 0o600 })
  const pem = at.desk.audit.chain().publicKey ?? ''
  const publicKey = createPublicKey(pem).export({ format: 'der', type: 'spki' })
  const reader = openAuditReader(taken)
  const report = verifyAudit(reader, { anchors: anchorsOf(taken), publicKey, now: Date.now() })
  expect(report).toMatchObject({ verdict: 'verified', unsignedTail: 0, key: 'outside' })
  const [newest] = [...reader.events({ action: 'audit.exported' }, { newestFirst: true })]
  expect(newest?.[6]).toBe('{"format":"copy"}')
  reader.close()

  const db = new Database(taken, { readonly: true })
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
  db.close()
  expect(tables).not.toContain('key_slots')
  expect(bytes.includes('OpenIM@123')).toBe(false)
})

it('leaves nothing of the file behind, also where nobody takes it to its end', async () => {
  const before = foldersLeft()
  await take()
  for await (const piece of at.desk.audit.takeCopy(at.ada)) {
    expect(piece.done).toBeGreaterThan(0)
    break
  }
  expect(foldersLeft()).toEqual(before)
})

it('is nobody else’s to read while it is made, under any umask', async () => {
  const before = foldersLeft()
  const umask = process.umask(0)
  const pieces = at.desk.audit.takeCopy(at.ada)
  await pieces.next()
  const [name = ''] = foldersLeft().filter((folder) => !before.includes(folder))
  const folder = join(tmpdir(), name)
  const modes = [folder, ...readdirSync(folder).map((file) => join(folder, file))].map((path) =>
    (statSync(path).mode & 0o777).toString(8),
  )
  await pieces.return()
  process.umask(umask)
  expect(modes).toEqual(['700', '600'])
})
