import { readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import { checkStore } from '../../../src/main/store/examination/integrity-worker.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { makeSoundStore } from '../files/sound-store.ts'
import { tellByIndex } from '../audit/tell-by-index.ts'

let path = ''
beforeEach(() => {
  const store = makeSoundStore(tempFolder())
  path = store.path
  store.close()
})

describe('the check of a store after it was opened', () => {
  it('finds nothing in a store that is whole', () => {
    expect(checkStore({ path })).toEqual([])
  })

  it('says what it finds where a page is damaged', () => {
    const bytes = readFileSync(path)
    bytes.fill(0xff, 4096 * 8, 4096 * 9)
    writeFileSync(path, bytes)
    expect(checkStore({ path }).length).toBeGreaterThan(0)
  })

  it('finds an index of the audit that tells another story than its table', () => {
    tellByIndex(path, 'store.created', 'store.restored')
    expect(checkStore({ path }).join()).toContain('audit_events_by_action')
  })

  it.each([
    [
      'trigger spy: unknown',
      'CREATE TRIGGER spy AFTER INSERT ON candidates BEGIN DELETE FROM candidates; END',
    ],
    ['index accounts_weak: missing', 'DROP INDEX accounts_weak'],
    ['table preferences: changed', 'ALTER TABLE preferences ADD COLUMN more TEXT'],
  ])('finds what the program did not make: %s', (found, statement) => {
    const db = new Database(path)
    db.exec(statement)
    db.close()
    expect(checkStore({ path })).toEqual([found])
  })
})
