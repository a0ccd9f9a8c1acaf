import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { signatureMatches, signatureOf, signTemplate } from '../../../src/main/systems/shuidi/sign.ts'
import { Secret } from '../../../src/shared/model/secret.ts'

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex')
const values = {
  action: 'find_password',
  phone: '18616503617',
  code: '4119',
  uid: '15629',
  timestrap: '12222112',
  new_password: '654321',
}
const key = new Secret('k3y')
const assumed = '{action}{phone}{uid}{timestrap}{key}'

test('the assumed strategy signs action, phone, uid, timestrap and key, in this order', () => {
  expect(signTemplate('')).toBe(assumed)
  expect(signTemplate('assumed')).toBe(assumed)
  const sign = signatureOf(assumed, values, key).reveal()
  expect(sign).toBe(md5('find_password18616503617156291222211' + '2k3y'))
  expect(sign).toMatch(/^[0-9a-f]{32}$/)
})

test.each([
  ['{key}', 'k3y'],
  ['{key}{new_password}|{code}', 'k3y654321|4119'],
  ['phone={phone}&key={key}&key={key}', 'phone=18616503617&key=k3y&key=k3y'],
  ['密{key}$&', '密k3y$&'],
])('the template %s signs %s', (template, signed) => {
  expect(signTemplate(template)).toBe(template)
  expect(signatureOf(template, values, key).reveal()).toBe(md5(signed))
})

test.each([
  '{phone}',
  'no name at all',
  '{key}{sign_md5}',
  '{key}{}',
  '{key}{Phone}',
  '{key}{__proto__}',
  'constructor',
])('the template %s is none', (template) => {
  expect(signTemplate(template)).toBeNull()
})

describe('for any Unicode', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 })

  test('a signature is that of the exact bytes, and a value is never read as a template', () => {
    fc.assert(
      fc.property(text, text, text, text, (phone, uid, timestrap, secret) => {
        const sign = signatureOf(assumed, { ...values, phone, uid, timestrap }, new Secret(secret))
        expect(sign.reveal()).toBe(md5(`find_password${phone}${uid}${timestrap}${secret}`))
      }),
    )
  })

  test('another text never passes for a signature', () => {
    fc.assert(
      fc.property(text, (given) => {
        const right = signatureOf(assumed, values, key)
        expect(signatureMatches(given, right)).toBe(given === right.reveal())
        expect(signatureMatches(right.reveal(), right)).toBe(true)
      }),
    )
  })
})
