import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditReport } from '../../src/shared/contract/audit.ts'
import { createDesk, type Desk } from '../../src/main/desk.ts'
import { sourceResources } from '../support/source-resources.ts'
import { administrator, page, startTestDesk, type TestDesk } from '../support/test-desk.ts'

let at: TestDesk
let verifier: Desk
const appid = 'app-1001'

beforeAll(async () => {
  at = await startTestDesk({ builtInStarts: 'when-asked' })
  at.desk.backends.add(at.ada, {
    name: 'Far',
    url: 'https://far.example',
    environment: 'staging',
    passwordEncoding: 'plain',
  })
  await at.desk.stepUp(page, at.ada, administrator.password)
  at.desk.settings.update(at.ada, { clipboardMs: 60_000 })
  copy('before')
  at.desk.settings.update(at.ada, { clipboardMs: 20_000 })
  at.desk.applications.update(at.ada, {
    appid,
    changes: { allowPasswordChange: false },
    reason: 'a test',
  })
  copy('after')
  at.desk.directory.removeSample(at.ada)
  copy('without-sample')
  verifier = createDesk({
    storePath: at.storePath,
    door: 'command',
    version: '0',
    resources: sourceResources,
  })
})
afterAll(async () => {
  await verifier.close()
  await at.end()
})

/** Keeps the open store as it is now, with what still lies in its log. */
function copy(name: string): void {
  for (const suffix of ['', '-wal']) copyFileSync(at.storePath + suffix, join(at.folder, name) + suffix)
}

let tries = 0
async function verifyChanged(
  change: (db: Database.Database) => void,
  { password = administrator.password, of = 'after' } = {},
) {
  const path = join(at.folder, `changed-${String(++tries)}`)
  for (const suffix of ['', '-wal']) copyFileSync(join(at.folder, of) + suffix, path + suffix)
  const db = new Database(path)
  change(db)
  db.close()
  const task = { path, options: { anchors: [], now: Date.now() } }
  return verifier.audit.verifyBeside(task, { name: administrator.name, password })
}
const badRows = async (
  change: (db: Database.Database) => void,
  of = 'after',
): Promise<AuditReport['badRows']> => {
  const verified = await verifyChanged(change, { of })
  if (verified === 'wrong-password') throw new Error('the password is right')
  const { report, checkedBy } = verified
  expect(checkedBy).toEqual({ name: administrator.name, role: 'administrator' })
  expect(report).toMatchObject({ rowMacs: 'checked', bad: [], structure: [] })
  expect(report.verdict).toBe(report.badRows.length > 0 ? 'tampered' : 'consistent')
  return report.badRows
}
/** Puts every application back as it stood in a copy. */
const putApplicationsBack = (from: string) => (db: Database.Database) => {
  const before = new Database(join(at.folder, from), { readonly: true })
  for (const row of before.prepare('SELECT * FROM directory_applications').raw().all() as unknown[][]) {
    db.prepare(`INSERT INTO directory_applications VALUES (${row.map(() => '?').join(', ')})`).run(...row)
  }
  before.close()
}
const old = (table: string, where: string): Record<string, unknown> => {
  const db = new Database(join(at.folder, 'before'), { readonly: true })
  const row = db.prepare(`SELECT * FROM ${table} WHERE ${where}`).get() as Record<string, unknown>
  db.close()
  return row
}

describe('rows that steer behaviour, checked with an operator’s key', () => {
  it('hold where nobody touched them', async () => {
    expect(await badRows(() => undefined)).toEqual([])
  })

  it('are named where they were edited from outside', async () => {
    const found = await badRows((db) => {
      db.exec(`UPDATE backends SET url = 'https://elsewhere.example' WHERE name = 'Far'`)
      db.exec(`UPDATE directory_applications SET allow_password_change = 1 - allow_password_change`)
      db.exec(`UPDATE desk_settings SET value = '5000' WHERE name = 'clipboardMs'`)
    })
    expect(found).toContainEqual({ table: 'backends', row: 'Far', fault: 'mac' })
    expect(found).toContainEqual({ table: 'desk_settings', row: 'clipboardMs', fault: 'mac' })
    expect(found.filter(({ table }) => table === 'directory_applications').length).toBeGreaterThan(0)
  })

  it('are named where an older row, whose MAC holds, was put back', async () => {
    const setting = old('desk_settings', `name = 'clipboardMs'`)
    const application = old('directory_applications', `appid = '${appid}'`)
    const found = await badRows((db) => {
      db.prepare('UPDATE desk_settings SET value = ?, changed_seq = ?, mac = ? WHERE name = ?').run(
        setting['value'],
        setting['changed_seq'],
        setting['mac'],
        'clipboardMs',
      )
      db.prepare(
        'UPDATE directory_applications SET allow_password_change = ?, changed_seq = ?, mac = ? WHERE appid = ?',
      ).run(
        application['allow_password_change'],
        application['changed_seq'],
        application['mac'],
        application['appid'],
      )
    })
    expect(found).toEqual([
      { table: 'directory_applications', row: appid, fault: 'rollback' },
      { table: 'desk_settings', row: 'clipboardMs', fault: 'rollback' },
    ])
  })

  it.each(['before', 'after'])(
    'are named where an application of the sample, as it was %s its change, was put back when the sample was gone',
    async (from) => {
      expect(await badRows(() => undefined, 'without-sample')).toEqual([])
      expect(await badRows(putApplicationsBack(from), 'without-sample')).toEqual(
        ['app-1001', 'app-1002'].map((row) => ({ table: 'directory_applications', row, fault: 'rollback' })),
      )
    },
  )

  it('are named where the chain was put back behind them', async () => {
    const verified = await verifyChanged((db) => {
      db.exec('DROP TRIGGER audit_events_keep_rows')
      db.exec(`DELETE FROM audit_events WHERE seq >= (SELECT max(changed_seq) FROM desk_settings)`)
    })
    const fault = { table: 'desk_settings', row: 'clipboardMs', fault: 'rollback' }
    expect(verified).toMatchObject({
      report: { verdict: 'tampered', badRows: expect.arrayContaining([fault]) as unknown },
    })
  })

  it('are named where they were taken away', async () => {
    expect(await badRows((db) => db.exec('DELETE FROM desk_settings'))).toEqual([
      { table: 'desk_settings', row: 'clipboardMs', fault: 'missing' },
    ])
  })

  it('are not checked with a wrong password, which says so and nothing else', async () => {
    expect(await verifyChanged(() => undefined, { password: 'not the password' })).toBe('wrong-password')
  })

  it('are checked by the desk itself where it holds the key', async () => {
    const steps: unknown[] = []
    for await (const step of at.desk.audit.verify(at.ada)) steps.push(step)
    expect(steps.at(-1)).toMatchObject({
      kind: 'report',
      report: { verdict: 'consistent', rowMacs: 'checked', badRows: [] },
    })
  })
})
