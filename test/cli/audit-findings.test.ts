import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { makeJudgedStore, testFingerprint, type JudgedPassword } from '../support/judged-store.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { latchkey } from './latchkey.ts'

const old = '2020-01-01T00:00:00.000Z'
const people: { admins: Record<string, JudgedPassword>; users: Record<string, JudgedPassword> } = {
  admins: {
    '=cmd()': { password: 'shared', score: 4 },
    ada: { password: 'own', score: 4 },
    'new\u001b[2Jline': {},
  },
  users: { '13800138000': { password: 'shared', score: 1, defaultKind: 'common', changedAt: old } },
}
const run = (...args: string[]) => latchkey(['audit', 'findings', ...args])

describe('audit findings', () => {
  it('lists the accounts with findings, and those not judged, without a password', async () => {
    const ended = await run('--store', makeJudgedStore(tempFolder(), people))
    expect(ended).toMatchObject({ code: 0, err: [] })
    expect(ended.out).toHaveLength(4)
    expect(ended.out[0]).toMatch(/^admin {2}Chat {2}=cmd\(\) \(0\) {2}reused \(by 1 more, group \d+\)$/)
    expect(ended.out[2]).toMatch(/default \(common\); reused .*; weak \(score 1\); stale \(\d+ days\)$/)
    expect(ended.out[3]).toBe('Accounts: 4. Found: default 1, reused 2, weak 1, stale 1. Not judged: 1.')
  })

  it('does not let a name from outside steer the terminal', async () => {
    const { out } = await run('--store', makeJudgedStore(tempFolder(), people))
    expect(out.join('\n')).not.toContain('\u001b')
    expect(out[1]).toContain('new\\u001b[2Jline')
  })

  it('gives one JSON document, whether there are findings or none', async () => {
    const { out } = await run('--format', 'json', '--store', makeJudgedStore(tempFolder(), people))
    const read = JSON.parse(out.join('\n')) as { rows: { account: string }[] }
    expect(read).toMatchObject({
      counts: { accounts: 4, default: 1, reused: 2, weak: 1, stale: 1, notJudged: 1 },
    })
    expect(read.rows.map(({ account }) => account)).toEqual(['=cmd()', 'new\u001b[2Jline', '13800138000'])
    const none = await run('--json', '--store', makeJudgedStore(tempFolder(), {}))
    expect(JSON.parse(none.out.join('\n'))).toMatchObject({ rows: [], counts: { accounts: 0 } })
  })

  it('gives CSV that a spreadsheet does not run', async () => {
    const { out } = await run('--format', 'csv', '--store', makeJudgedStore(tempFolder(), people))
    expect(out[0]).toBe(
      'kind,backend,application,userID,account,passwordChangedAt,default,reusedBy,reuseGroup,weak,score,stale,judged',
    )
    expect(out[1]).toMatch(/^admin,Chat,,0,'=cmd\(\),,,1,\d+,false,4,false,true$/)
    expect(out[3]).toMatch(
      /^user,Built-in,app-1001,0,13800138000,2020-01-01T00:00:00.000Z,common,1,\d+,true,1,true,true$/,
    )
  })

  it('prints nothing of a password in any format', async () => {
    const path = makeJudgedStore(tempFolder(), people)
    for (const format of ['text', 'json', 'csv']) {
      const { out } = await run('--format', format, '--store', path)
      for (const form of ['hex', 'base64', 'latin1'] as const) {
        expect(out.join('\n')).not.toContain(testFingerprint('shared').toString(form))
      }
      expect(out.join('\n')).not.toMatch(/bcrypt|5ea1ed/)
    }
  })

  it.each([
    ['default', 1],
    ['reused', 1],
    ['stale, weak', 1],
  ])('ends with 1 where %s is found', async (failOn, code) => {
    const path = makeJudgedStore(tempFolder(), people)
    expect((await run('--fail-on', failOn, '--store', path)).code).toBe(code)
  })

  it('ends with 0 where only what it was not asked to fail on is found', async () => {
    const path = makeJudgedStore(tempFolder(), { admins: { ada: { score: 0 } } })
    expect((await run('--fail-on', 'default,reused,stale', '--store', path)).code).toBe(0)
  })

  it('writes to a new file that only its owner may read, and replaces none', async () => {
    const folder = tempFolder()
    const path = makeJudgedStore(folder, people)
    const file = join(folder, 'findings.csv')
    const written = await run('--format', 'csv', '--out', file, '--store', path)
    expect(written).toMatchObject({ code: 0, out: [] })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const before = readFileSync(file, 'utf8')
    expect(before.trimEnd().split('\n')).toHaveLength(4)
    expect((await run('--format', 'json', '--out', file, '--store', path)).code).toBe(2)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it.each([
    ['a format that there is not', ['--format', 'xml']],
    ['a finding that there is not', ['--fail-on', 'default,old']],
  ])('ends with 2 at %s', async (_what, args) => {
    const ended = await run(...args, '--store', makeJudgedStore(tempFolder(), people))
    expect(ended).toMatchObject({ code: 2, out: [] })
    expect(ended.err).toHaveLength(1)
  })

  it.each([
    ['a name of any length', `UPDATE accounts SET account = hex(zeroblob(5000)) WHERE rowid = 1`],
    ['a time that is none', `UPDATE accounts SET password_changed_at = 'long ago' WHERE rowid = 1`],
    [
      'a view in place of a table',
      'ALTER TABLE directory_users RENAME TO kept; CREATE VIEW directory_users AS SELECT * FROM kept',
    ],
  ])('shows nothing of a file that holds %s where accounts stand: exit 2', async (_what, statement) => {
    const path = makeJudgedStore(tempFolder(), people)
    const db = new Database(path)
    db.exec(statement)
    db.close()
    for (const format of ['text', 'json', 'csv']) {
      const ended = await run('--format', format, '--store', path)
      expect(ended).toMatchObject({ code: 2, out: [] })
      expect(ended.err).toEqual([
        expect.stringContaining('is not what a Latchkey writes, so it is not shown'),
      ])
    }
    const report = await latchkey(['audit', 'report', '--store', path])
    expect(report).toMatchObject({ code: 2, out: [] })
    expect(report.err).toEqual([expect.stringContaining('is not what a Latchkey writes, so it is not shown')])
  })

  it('ends with 2 where there is no store', async () => {
    expect(await run('--store', join(tempFolder(), 'none.latchkey'))).toMatchObject({ code: 2, out: [] })
  })
})
