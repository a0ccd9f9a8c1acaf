import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { eventView } from '../../../src/main/audit/event-view.ts'
import { lastBackupOf } from '../../../src/main/desk/last-backup.ts'
import { auditRows, rawEvent } from '../../../src/main/store/audit/audit-events.ts'
import { createAuditDays } from '../../../src/main/store/audit/audit-days.ts'
import { lastApplicationRemoval, lastRowChange } from '../../../src/main/store/audit/row-changes.ts'
import { newestSlotEvent } from '../../../src/main/store/audit/slot-events.ts'
import { operatorRows } from '../../../src/main/store/operators.ts'
import { overviewRows } from '../../../src/main/store/overview-rows.ts'
import { auditEventSchema } from '../../../src/shared/contract/audit.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { makeSoundStore } from '../files/sound-store.ts'

const folder = makeTempFolder('garbage-bodies')
const store = makeSoundStore(folder.path)
afterAll(() => {
  store.close()
  folder.remove()
})
const rows = auditRows(store)
const add = (body: string): number => {
  const seq = (rows.head()?.seq ?? 0) + 1
  rows.insert({ seq, body, prev_hash: '', hash: '' })
  return seq
}
const fields = ['at', 'actor', 'action', 'target', 'result', 'detail'] as const

describe('a body that no desk writes', () => {
  it.each([
    ['', ''],
    ['no JSON', 'torn ["'],
    ['a number', '5'],
    ['null', 'null'],
    ['an object', '{"0":"x"}'],
    ['numbers', '[1,2.5,3,4,5,6]'],
    ['nulls', '[null,null,null,null,null,null]'],
    ['truths', '[true,false,true,false,true,false]'],
    ['nested', '[[1],{"a":1},[],{},[[]],{"why":"operator"}]'],
    ['nested too deep', '['.repeat(2000) + ']'.repeat(2000)],
    ['a number beyond all', '[1e999,-1e999,9007199254740993,1,1,1e999]'],
    ['too few', '["2026-06-01T12:00:00.000Z"]'],
    ['half of a letter', '["\\ud800","\\udc00","\\ud800","\\ud800","\\ud800","\\ud800"]'],
    ['what ends a text in C', '["a","b\\u0000c","d","e","f","g"]\u0000"h"'],
  ])('is listed in texts, and breaks nothing: %s', (_, body) => {
    const seq = add(body)
    const [row] = rows.list({}, seq + 1, 1)
    expect(row?.seq).toBe(seq)
    for (const name of fields) expect(row?.[name]).toBeTypeOf('string')
    if (row !== undefined) expect(auditEventSchema.parse(eventView(rawEvent(row))).seq).toBe(seq)
    expect(rows.actors().every((actor) => typeof actor === 'string')).toBe(true)
    expect(rows.actions().every((action) => typeof action === 'string')).toBe(true)
    expect(rows.last()?.at).toBeTypeOf('string')
    expect(overviewRows(store).firstEventAfter(seq - 1)).toBeTypeOf('string')
    expect(() => rows.count({ search: 'a' })).not.toThrow()
    const days = createAuditDays(store)
    const [span] = days.spans(['2020-01-01T00:00:00.000Z'])
    expect(days.countDecided(['admin-password.change-verified'], span ?? { from: 0, to: 0 })).toBe(0)
    expect(() => operatorRows(store).list()).not.toThrow()
  })

  it('is no change, even where a part of it is spelled as one', () => {
    const seq = add('["x","x","settings.changed",5,"done",{}]')
    expect(lastRowChange(store, 'settings.changed', '6')).toBe(0)
    const range = { target: '5', actions: ['operator.added'] as const, after: 0, to: seq }
    expect(newestSlotEvent(store, range)).toBeUndefined()
  })
})

it('a backup whose event tells of nothing is one all the same', () => {
  const at = '2026-06-01T12:00:00.000Z'
  add(JSON.stringify([at, 'desk', 'store.backed-up', store.id, 'done']))
  add(JSON.stringify([at, 'desk', 'store.backup-failed', store.id, 'failed', 'torn {']))
  expect(lastBackupOf(store)).toEqual({ made: { at, file: '' }, failed: { at, why: null, file: '' } })
})

it('a view that tells another story misleads nobody', () => {
  const at = '2026-06-01T12:00:00.000Z'
  const removed = add(JSON.stringify([at, 'ada', 'application.removed', 'app', 'done', '{}']))
  const last = add(JSON.stringify([at, 'ada', 'operator.signed-in', 'ada', 'done', '{}']))
  const verified = add(JSON.stringify([at, 'ada', 'audit.verified', 'it', 'done', '{"verdict":"tampered"}']))
  const other = new Database(store.path)
  other.exec(`DROP VIEW audit_event_fields;
    CREATE VIEW audit_event_fields AS SELECT 1 AS seq, '2099-01-01T00:00:00.000Z' AS at, 'eve' AS actor, 'x' AS action,
      'x' AS target, 'done' AS result, '{}' AS detail, '' AS prev_hash, '' AS hash, '' AS body`)
  other.close()
  expect(lastApplicationRemoval(store, 'app')).toBe(removed)
  expect(rows.last()).toMatchObject({ seq: verified, at })
  expect(rows.list({ action: 'operator.signed-in' }, undefined, 1)[0]?.seq).toBe(last)
  expect(rows.actors()).toContain('ada')
  expect(overviewRows(store).lastVerification('it')?.seq).toBe(verified)
  expect(overviewRows(store).firstEventAfter(verified - 1)).toBe(at)
  expect(createAuditDays(store).spans([at])[0]?.to).toBe(verified + 1)
})
