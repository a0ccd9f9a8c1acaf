import { hashSync } from 'bcryptjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

const passwordHash = hashSync('Some-Password-1', 4)
const imported = (names: readonly string[], nickname: string): boolean => {
  const admins = names.map((account, place) => ({
    userID: `of-${account}`,
    account,
    nickname: `${nickname} ${String(place)}`,
    level: 100,
    passwordHash,
  }))
  const document = Buffer.from(JSON.stringify({ latchkeyDirectory: 1, admins }))
  return at.desk.directory.importDocument(at.ada, document).ok
}
const found = (search: string): string[] =>
  at.desk.admins
    .list({ search, sort: 'account', descending: false, limit: 3 })
    .rows.map(({ account }) => account)

describe('an import of more admins than there were', () => {
  const names = Array.from({ length: 1100 }, (_, place) => `many${String(place).padStart(4, '0')}`)

  it('has every one found, beside those who were there', () => {
    const before = found('10000000')
    expect(before).not.toEqual([])
    expect(imported(names, 'First')).toBe(true)
    expect(found('many1')).toEqual(['many1000', 'many1001', 'many1002'])
    expect(found('First 700')).toEqual(['many0700'])
    expect(found('10000000')).toEqual(before)
  })

  it('has them found by their new names when it brings them up to date, and not by the old', () => {
    expect(imported(names, 'Second')).toBe(true)
    expect(found('First 700')).toEqual([])
    expect(found('Second 700')).toEqual(['many0700'])
    expect(imported(names.slice(0, 2), 'Third')).toBe(true)
    expect(found('Third')).toEqual(['many0000', 'many0001'])
  })
})
