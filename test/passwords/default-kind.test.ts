import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { wellKnownPasswordCount, isWellKnownPassword } from '../../src/main/passwords/well-known-passwords.ts'
import { defaultKindOf } from '../../src/main/passwords/default-kind.ts'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
const owner = { names: ['chatAdmin', '1000000001'], phones: ['+8613800138000'], about: ['Root'] }
const kindOf = (password: string, of = owner) => defaultKindOf(password, of, isWellKnownPassword)

it(`knows ${String(wellKnownPasswordCount)} common passwords, which is 3,000 or more`, () => {
  expect(wellKnownPasswordCount).toBeGreaterThanOrEqual(3000)
})

describe('a default password', () => {
  it.each([
    ['OpenIM@123', 'common'],
    ['openim@123', 'common'],
    ['123456', 'common'],
    ['PassWord', 'common'],
    ['woaini1314', 'common'],
    ['chatAdmin', 'account'],
    ['CHATADMIN', 'account'],
    ['1000000001', 'account'],
    ['000001', 'phone-tail'],
    [md5('chatAdmin'), 'account-md5'],
    [md5('chatAdmin').toUpperCase(), 'account-md5'],
    [md5('chatAdmin').slice(8, 24), 'account-md5'],
    [md5('chatadmin'), 'account-md5'],
    ['8613800138000', 'phone'],
    ['+8613800138000', 'phone'],
    ['00138000', 'phone-tail'],
    ['138000', 'phone-tail'],
    ['8000', 'phone-tail'],
  ])('is %s: %s', (password, kind) => {
    expect(kindOf(password)).toBe(kind)
  })

  it.each([
    ['a password of nobody’s', 'quiet harbour, long winter'],
    ['the MD5 of another name', md5('opsAdmin')],
    ['another part of the phone number', '380013'],
    ['the name with more to it', 'chatAdmin!7'],
    ['nothing at all', ''],
  ])('is not %s', (_what, password) => {
    expect(kindOf(password)).toBeNull()
  })

  it('takes an account of digits for a phone number, and a short one not', () => {
    const of = (names: string[]) => ({ names, phones: [], about: [] })
    expect(kindOf('138000', of(['13800138000']))).toBe('phone-tail')
    expect(kindOf('7731', of(['937731']))).toBeNull()
  })
})
