import { expect, it } from 'vitest'
import { hasWords } from '../../src/renderer/features/palette/has-words.ts'

it.each([
  ['New request: reset a password', 'new req', true],
  ['New request: reset a password', ' Reset  new', true],
  ['New request: reset a password', 'newrequest', true],
  ['New request: reset a password', 'new rotation', false],
  ['受理请求：重置密码', '受理请求', true],
  ['受理请求：重置密码', '轮换', false],
  ['Settings', '', true],
])('of %s, typed %s: %s', (text, typed, isFound) => {
  expect(hasWords(text, typed)).toBe(isFound)
})
