import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mask, startMasking } from '../../src/main/systems/masking.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { asCanary, canaryForms, findCanaries, makeCanary, spell } from '../support/canary.ts'

const fields = ['token', 'adminToken']
const masking = (...secrets: string[]) =>
  startMasking(
    secrets.map((secret) => new Secret(secret)),
    fields,
  )

describe('a secret is found in every form', () => {
  const forms = canaryForms.filter((form) => form !== 'utf-16')
  test.each(forms)('%s', (form) => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'grapheme', minLength: 6, maxLength: 80 })
          .filter((secret) => secret.isWellFormed()),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          fc.pre(!secret.includes(mask) && !mask.includes(secret))
          for (const spelling of spell(secret, form)) {
            const text = Buffer.from(spelling, 'latin1').toString('utf8')
            const shown = masking(secret).text(before + text + after)
            expect(shown.toLowerCase()).not.toContain(text.toLowerCase())
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  test.each([0, 1, 2])('base64 to its end, padded or not, behind %i bytes', (offset) => {
    const secrets = ['OpenIM@123', 'OpenIM@1234', 'OpenIM@12345', 'ÿÿÿÿÿÿÿ~~', '密码测试一下']
    for (const secret of secrets) {
      const bytes = Buffer.concat([Buffer.alloc(offset, 'x'), Buffer.from(secret)])
      for (const text of [bytes.toString('base64'), bytes.toString('base64url')]) {
        const shown = masking(secret).text(`before ${text} after`)
        expect(shown).toMatch(/^before .{0,3}\*{6} after$/)
      }
    }
  })

  test.each([
    ['HTML', '<Pass&"word\'>', '&lt;Pass&amp;&quot;word&#39;&#62;'],
    ['HTML in hex', 'OpenIM@123', '&#x4f;&#x70;en&#x049;M@123'],
    ['URL twice', 'a b+c/dé', 'a%2520b%252Bc%252Fd%25C3%25A9'],
    ['URL with plus for a blank', 'pass word', 'pass+word'],
    ['JSON in JSON', 'quo"te\\d', String.raw`quo\\\"te\\\\d`],
    ['escapes for each character', 'OpenIM@', String.raw`\u004f\u0070\u0065\u006E\u0049\u004D\u0040`],
    ['other case', 'OpenIM@123', 'OPENIM@123'],
    ['mixed escapes', 'OpenIM@123', String.raw`Open\u0049M%40123`],
    ['escaped slashes', 'pass/word', String.raw`pass\/word`],
    ['surrogates escaped', '🔑🔑🔑key', String.raw`\ud83d\udd11\uD83D\uDD11🔑key`],
  ])('%s', (_, secret, text) => {
    expect(masking(secret).text(`before ${text} after`)).toBe(`before ${mask} after`)
  })
})

test('overlapping secrets are covered whole', () => {
  expect(masking('abcdef', 'cdefgh').text('-abcdefgh-')).toBe(`-${mask}-`)
  expect(masking('ababab').text('-abababab-')).toBe(`-${mask}-`)
})

test('a secret of thousands of characters is found', () => {
  const secret = Array.from({ length: 16_000 }, (_, at) => String.fromCharCode(33 + ((at * 7) % 90))).join('')
  const hidden = masking(secret)
  expect(hidden.text(`-${secret}-`)).toBe(`-${mask}-`)
  expect(hidden.text(`-${Buffer.from(secret).toString('hex')}-`)).toBe(`-${mask}-`)
})

test('text without a secret stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!/token/i.test(text))
      expect(masking('OpenIM@123').text(text)).toBe(text)
    }),
  )
})

test('a secret under six characters is not looked for: it would blot out ordinary text', () => {
  expect(masking('data').text('{"data":{}}')).toBe('{"data":{}}')
})

describe('the value of a secret field is covered whatever it is', () => {
  test.each([
    ['{"token":"abc","a":1}', `{"token":"${mask}","a":1}`],
    ['{"token" : "a\\"b","a":1}', `{"token" : "${mask}","a":1}`],
    ['{"token":12345,"a":1}', `{"token":${mask},"a":1}`],
    ['{"ADMINTOKEN":"abc"}', `{"ADMINTOKEN":"${mask}"}`],
    ['{"token":"","a":1}', '{"token":"","a":1}'],
    ['{"token":"cut off', `{"token":"${mask}`],
    ['{"log":"{\\"token\\":\\"abc\\",\\"a\\":1}"}', `{"log":"{\\"token\\":\\"${mask}\\",\\"a\\":1}"}`],
    ['token=abc&a=1', `token=${mask}&a=1`],
    ['token: abc', `token: ${mask}`],
    ['{"tokenCount":"abc"}', '{"tokenCount":"abc"}'],
    ['{"my-token":"abc"}', '{"my-token":"abc"}'],
    ['token is empty', 'token is empty'],
  ])('%s', (text, shown) => {
    expect(masking().text(text)).toBe(shown)
  })

  test('and is hidden elsewhere once it was learnt', () => {
    const hidden = masking()
    hidden.learn(Buffer.from(String.raw`{"adminToken":"t\u00f6ken-12345"}`))
    expect(hidden.text('see töken-12345, or dMO2a2VuLTEyMzQ1')).toBe(`see ${mask}, or ${mask}`)
  })

  test('also out of bytes that are not UTF-8', () => {
    const hidden = masking()
    const bytes = Buffer.concat([Buffer.from([0xff]), Buffer.from('{"adminToken":"token-12345"}')])
    hidden.learn(bytes)
    expect(findCanaries('bytes', hidden.bytes(bytes), [asCanary('token', 'token-12345')])).toEqual([])
  })
})

describe('what a hostile server sends to make the search long', () => {
  const size = 256 * 1024
  const pieces = [
    '\\',
    '%25',
    '%2525',
    '&#0;',
    '&amp;',
    'token:"',
    '"token":\\\\"',
    'OpenIM@12',
    ' ',
    'token  ',
    '"',
    '\0',
    '+\\%',
  ]
  test.each(pieces)('a quarter of a megabyte of %j', (piece) => {
    const hidden = masking('OpenIM@123', makeCanary('x').value)
    const text = piece.repeat(Math.ceil(size / piece.length))
    hidden.learn(Buffer.from(text))
    expect(hidden.text(`OpenIM@123${text}OpenIM@123`)).not.toContain('OpenIM@123')
  })

  test('more secrets than can be looked for are not shown at all', () => {
    const hidden = masking()
    const text = Array.from({ length: 50_000 }, (_, at) => `{"token":"secret-${String(at)}"}`).join('')
    hidden.learn(Buffer.from(text))
    expect(hidden.bytes(Buffer.from(text))).toBe(mask)
    expect(hidden.text('secret-49999')).toBe(mask)
  })

  test('a secret bigger than can be looked for is not shown at all', () => {
    const hidden = masking()
    const text = `{"token":"${'x'.repeat(size)}"}`
    hidden.learn(Buffer.from(text))
    expect(hidden.bytes(Buffer.from(text))).toBe(mask)
  })
})

test('letters whose small form is longer do not hide a secret', () => {
  expect(masking('ÉCOLE-É').text('İ ÉCOLE-É İ')).toBe(`İ ${mask} İ`)
})

test('of a long text the first 64 KiB are shown, and no half of a secret at the cut', () => {
  const text = `${'.'.repeat(64 * 1024 - 5)}OpenIM@123${'.'.repeat(100)}`
  const shown = masking('OpenIM@123').bytes(Buffer.from(text))
  expect(shown).toBe(`${'.'.repeat(64 * 1024 - 5)}${mask}… [105 more characters]`)
})
