import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { builtInRequestRows } from '../../../src/main/store/built-in/built-in-requests.ts'
import { migrate } from '../../../src/main/store/files/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { openRealDirectory } from '../../directory/real-directory.ts'
import { tempFolder } from '../../support/temp-folder.ts'

it('keeps the requests of a store of version 9, and says of none which rule answered it', () => {
  const db = new Database(join(tempFolder(), 'desk.latchkey'))
  migrate(db, migrations.slice(0, 9))
  db.exec(`INSERT INTO built_in_requests (at, method, path, http_status, duration_ms, request, response, facts)
    VALUES ('2026-01-01', 'GET', '/user', 200, 1, 'phone: 1', 'status: 15007', '{"n":1}')`)
  expect(migrate(db, migrations.slice(0, 10))).toEqual([10])
  expect(db.prepare('SELECT id, path, response, facts, rule FROM built_in_requests').all()).toEqual([
    { id: 1, path: '/user', response: 'status: 15007', facts: '{"n":1}', rule: null },
  ])
  expect(db.pragma('quick_check', { simple: true })).toBe('ok')
  db.close()
})

it('gives the requests of one rule, newest first, and counts those of each', () => {
  const { store, close } = openRealDirectory({ sample: false })
  const rows = builtInRequestRows(store)
  const row = (path: string, rule: string | null) => ({
    ...{ at: '2026-01-01', method: 'GET', path, http_status: 200, duration_ms: 1, request: '', response: '' },
    ...{ facts: null, rule },
  })
  const given = [row('/1', 'shuidi.signature'), row('/2', 'shuidi.time-off'), row('/3', null)]
  rows.append([...given, row('/4', 'shuidi.signature')], 10)
  const paths = (query: Parameters<typeof rows.list>[0]): string[] => rows.list(query).map(({ path }) => path)
  expect(paths({ limit: 9 })).toEqual(['/4', '/3', '/2', '/1'])
  expect(paths({ rule: 'shuidi.signature', limit: 9 })).toEqual(['/4', '/1'])
  expect(paths({ rule: 'shuidi.signature', before: 4, limit: 9 })).toEqual(['/1'])
  expect(paths({ rule: 'shuidi.done', limit: 9 })).toEqual([])
  expect(rows.countRules()).toEqual([
    { rule: 'shuidi.signature', count: 2 },
    { rule: 'shuidi.time-off', count: 1 },
  ])
  // What is pushed out of the ring is counted no more.
  rows.append([row('/5', 'shuidi.done')], 2)
  expect(rows.countRules()).toEqual([
    { rule: 'shuidi.done', count: 1 },
    { rule: 'shuidi.signature', count: 1 },
  ])
  close()
})
