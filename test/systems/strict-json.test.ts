import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseStrictJson } from '../../src/main/systems/strict-json.ts'

test('what JSON.stringify writes is read back', () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: 'medium' }), (value) => {
      const text = JSON.stringify(value)
      expect(parseStrictJson(Buffer.from(text))).toEqual(JSON.parse(text))
    }),
  )
})

describe('what two readers could read differently is not read at all', () => {
  test.each([
    ['a key twice', '{"a":1,"a":1}'],
    ['a key twice with another between', '{"a":1,"b":{"a":2},"a":3}'],
    ['a key twice, once escaped', '{"a":1,"\\u0061":2}'],
    ['a key twice in a list', '[{"a":1,"a":2}]'],
    ['__proto__ twice', '{"__proto__":1,"__proto__":2}'],
    ['a number without end', '[1e400]'],
    ['a number without end below', '[-1e400]'],
    ['a byte order mark', '\ufeff{}'],
    ['bytes behind', '{} x'],
    ['a comma behind', '{"a":1,}'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(parseStrictJson(Buffer.from(text))).toBeUndefined()
  })

  test('bytes that are not UTF-8', () => {
    expect(parseStrictJson(Buffer.from([0x22, 0xc3, 0x28, 0x22]))).toBeUndefined()
    expect(parseStrictJson(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).toBeUndefined()
  })
})

test('the same key in two objects is nothing unusual', () => {
  expect(parseStrictJson(Buffer.from('{"a":{"a":1},"b":[{"a":1},{"a":2}],"c":"a"}'))).toMatchObject({
    c: 'a',
  })
  expect(parseStrictJson(Buffer.from('{"a":"b","b":"a:","c":"{\\"a\\":1,\\"a\\":2}"}'))).toMatchObject({
    a: 'b',
  })
})

test('a megabyte of one text, of escapes, or of brackets is read or refused without trouble', () => {
  const size = 1024 * 1024
  expect(parseStrictJson(Buffer.from(`"${'x'.repeat(size)}"`))).toHaveLength(size)
  expect(parseStrictJson(Buffer.from(`"${String.raw`\n`.repeat(size / 2)}"`))).toHaveLength(size / 2)
  expect(parseStrictJson(Buffer.from('['.repeat(size)))).toBeUndefined()
})
