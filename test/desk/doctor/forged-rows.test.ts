import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backendSchema } from '../../../src/shared/contract/backends.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

const forgedUrl = 'https://collects-passwords.example'

let at: TestDesk
let backendId = ''
beforeAll(async () => {
  at = await startTestDesk()
  for (const name of ['Beijing', 'Shanghai']) {
    const backend = { name, url: `https://${name.toLowerCase()}.example`, environment: 'production' as const }
    const { id } = at.desk.backends.add(at.ada, { ...backend, system: 'openim', passwordEncoding: 'plain' })
    backendId = id
  }
  const db = new Database(at.storePath)
  db.pragma('ignore_check_constraints = ON')
  db.prepare('UPDATE backends SET url = ?, environment = ? WHERE id = ?').run(forgedUrl, 'none', backendId)
  db.exec(
    `UPDATE directory_applications SET token_validation = 1 - token_validation WHERE appid = 'app-1001'`,
  )
  db.close()
})
afterAll(() => at.end())

describe('a backend that was edited from outside', () => {
  it('is listed as damaged, without the address that somebody put there, and the others as they are', () => {
    const listed = at.desk.backends.list()
    expect(listed.find(({ id }) => id === backendId)).toEqual({
      id: backendId,
      name: 'Shanghai',
      damaged: true,
    })
    const others = listed.filter(({ id }) => id !== backendId)
    expect(others.map(({ damaged }) => damaged)).toEqual([false, false])
    expect(JSON.stringify(listed)).not.toContain(forgedUrl)
    expect(listed.map((one) => backendSchema.safeParse(one).success)).toEqual([true, true, true])
  })

  it('is marked where the table of admins names it, and the others are not', () => {
    const { backends } = at.desk.admins.list({ sort: 'account', descending: false, limit: 1 })
    expect(backends.filter(({ damaged }) => damaged)).toEqual([
      { id: backendId, name: 'Shanghai', damaged: true },
    ])
    expect(backends).toHaveLength(3)
  })

  it('needs an administrator, and the overview says nothing else of it', () => {
    const days = ['2026-06-01T00:00:00.000Z']
    const db = new Database(at.storePath)
    db.prepare(
      `INSERT INTO exchanges (at, operator, purpose, backend_id, backend_name, operation, target, status, duration_ms, outcome)
       VALUES ('2026-06-01T00:00:00.000Z', 'ada', 'test', ?, 'x', 'openim.login', 'x', 'unreachable', 3, '{}')`,
    ).run(backendId)
    db.close()
    const overview = at.desk.overview(at.ada, days)
    expect(overview.damaged).toEqual([{ id: backendId, name: 'Shanghai' }])
    expect(overview.failing).toEqual([])
    for (const role of ['support', 'auditor'] as const)
      expect(at.desk.overview({ id: role, name: role, role }, days).damaged).toBeNull()
  })

  it('takes no admin, and no password with one', () => {
    const admin = { backendId, userID: '7', account: 'seven', nickname: '', currentPassword: 'Seven@7777' }
    const events = at.desk.audit.chain().events
    expect(() => at.desk.admins.add(at.ada, admin)).toThrow('SEALED_VALUE_DAMAGED')
    expect(at.desk.audit.chain().events).toBe(events)
  })
})

describe('an application that was edited from outside', () => {
  it('is listed as damaged among the others, and can neither be read nor changed', () => {
    const { rows } = at.desk.applications.list({ limit: 50 })
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.filter(({ damaged }) => damaged).map(({ appid }) => appid)).toEqual(['app-1001'])
    expect(Object.keys(rows.find(({ damaged }) => damaged) ?? {}).toSorted()).toEqual([
      'appid',
      'damaged',
      'name',
    ])
    expect(() => at.desk.applications.get('app-1001')).toThrow('SEALED_VALUE_DAMAGED')
    const input = { appid: 'app-1001', changes: { tokenValidation: true }, reason: 'a test' }
    expect(() => at.desk.applications.update(at.ada, input)).toThrow('SEALED_VALUE_DAMAGED')
  })

  it('can still be chosen by, under its appid, as its users are still there', () => {
    const names = at.desk.applications.names()
    expect(names.map(({ appid }) => appid)).toContain('app-1001')
    expect(names.find(({ appid }) => appid === 'app-1001')).toEqual({ appid: 'app-1001', name: 'app-1001' })
    expect(names.some(({ appid, name }) => name !== appid)).toBe(true)
  })
})
