import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { builtInRequestRows } from '../../../src/main/store/built-in/built-in-requests.ts'
import { migrate } from '../../../src/main/store/files/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { openRealDirectory } from '../../directory/real-directory.ts'

it('keeps the requests of a store of version 5, and says of none what its rules looked at', () => {
  const db = new Database(join(tempFolder(), 'desk.latchkey'))
  migrate(db, migrations.slice(0, 5))
  db.exec(`INSERT INTO built_in_requests (at, method, path, http_status, duration_ms, request, response)
    VALUES ('2026-01-01', 'GET', '/api/user/login', 200, 1, 'appid: app-1001', 'code: 200')`)
  expect(migrate(db, migrations.slice(0, 6))).toEqual([6])
  expect(db.prepare('SELECT path, response, facts FROM built_in_requests').all()).toEqual([
    { path: '/api/user/login', response: 'code: 200', facts: null },
  ])
  expect(db.pragma('quick_check', { simple: true })).toBe('ok')
  db.close()
})

it('gives the facts of the asked paths alone, newest first', () => {
  const { store, close } = openRealDirectory({ sample: false })
  const rows = builtInRequestRows(store)
  const row = (path: string, facts: string | null) => ({
    ...{ at: '2026-01-01', method: 'GET', path, http_status: 200, duration_ms: 1, request: '', response: '' },
    facts,
  })
  rows.append([row('/a', '{"n":1}'), row('/b', '{"n":2}'), row('/a', null)], 10)
  expect(rows.facts(['/a']).map(({ facts }) => facts)).toEqual([null, '{"n":1}'])
  expect(rows.facts(['/c'])).toEqual([])
  close()
})
