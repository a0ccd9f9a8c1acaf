import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

const as = (role: 'administrator' | 'support' | 'auditor') => ({ id: role, name: role, role })
const countsFor = (role: 'administrator' | 'support' | 'auditor', text: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(at.desk.search(as(role), text)).map(([kind, { rows }]) => [kind, rows.length]),
  )

describe('the search over everything', () => {
  it.each([
    ['administrator', { admins: 3, users: 0, applications: 0, remoteApplications: 0, resets: 0 }],
    ['support', { admins: 0, users: 0, applications: 0, remoteApplications: 0, resets: 0 }],
    ['auditor', { admins: 0, users: 0, applications: 0, remoteApplications: 0, resets: 0 }],
  ] as const)('shows admins to administrators alone: %s', (role, counts) => {
    expect(countsFor(role, '10000000')).toEqual(counts)
  })

  it.each([
    ['administrator', 1],
    ['support', 1],
    ['auditor', 0],
  ] as const)('shows users to who answers callers: %s', (role, count) => {
    expect(countsFor(role, '13800138000')['users']).toBe(count)
  })

  it.each([
    ['administrator', 2],
    ['support', 0],
    ['auditor', 0],
  ] as const)('shows applications to who may change them: %s', (role, count) => {
    expect(countsFor(role, 'app-100')['applications']).toBe(count)
  })

  it.each([
    ['administrator', ['MALL', 'Elsewhere']],
    ['support', []],
    ['auditor', []],
  ] as const)('shows applications of other backends to who sets them up: %s', (role, finding) => {
    const nobase = { system: 'nobase', url: 'https://mall.example', environment: 'production' } as const
    const applications = ['mall-1', 'mall-2'].map((appid) => ({
      appid,
      tokenValidation: null,
      allowPasswordChange: null,
    }))
    const backend = `Elsewhere ${role}`
    const { id: backendId } = at.desk.backends.add(at.ada, { ...nobase, name: backend, applications })
    for (const text of ['MALL', 'Elsewhere'] as const) {
      const { rows } = at.desk.search(as(role), text).remoteApplications
      const expected = applications.map(({ appid }) => ({
        appid,
        backendId,
        backend,
        environment: 'production',
      }))
      expect(rows).toEqual(finding.some((one) => one === text) ? expected : [])
    }
    expect(countsFor(role, 'mall.example')['remoteApplications']).toBe(0)
  })

  it('stops at five of a kind, and says that there are more', () => {
    const { users } = at.desk.search(as('support'), '1')
    expect(users).toMatchObject({ hasMore: users.rows.length === 5 })
    expect(users.rows.length).toBeLessThanOrEqual(5)
  })

  it('takes the signs of patterns for what they are', () => {
    expect(countsFor('administrator', '%')).toEqual({
      admins: 0,
      users: 0,
      applications: 0,
      remoteApplications: 0,
      resets: 0,
    })
  })

  it('gives nothing that is secret, and no more of a person than the table shows', () => {
    const found = JSON.stringify(at.desk.search(as('administrator'), 'a'))
    expect(found).not.toContain('OpenIM@123')
    expect(found).not.toMatch(/password|sealed|userkey/i)
  })
})
