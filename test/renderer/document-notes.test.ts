import { describe, expect, it } from 'vitest'
import { noteInChinese } from '../../src/renderer/features/built-in/note-in-chinese.ts'

describe('what is noted of a document', () => {
  it.each([
    ['names the same as $.users[0]', '与 $.users[0] 重复'],
    ['Invalid input: expected string, received number', '类型应为 string，实际为 number'],
    ['Invalid input: expected string, received undefined', '缺少此项，类型应为 string'],
    ['Invalid option: expected one of "normal"|"disabled"', '只能是："normal"|"disabled"'],
    ['Too big: expected string to have <=1024 characters', '超过 1024 个字符'],
    ['Too small: expected number to be >=0', '数值应 >=0'],
    [
      'Invalid hash: expected bcrypt ($2a, $2b or $2y) of cost 4 to 14',
      '哈希无效：须为 bcrypt（$2a、$2b 或 $2y），强度 4 至 14',
    ],
    ['not JSON: a colon expected at line 3, column 12', '不是有效的 JSON：第 3 行第 12 列有误'],
    ['Invalid limits: min 9 is over max 3', '下限 9 大于上限 3'],
  ])('is said in Chinese: %s', (english, chinese) => {
    expect(noteInChinese(english)).toBe(chinese)
  })

  it('stays as it is where it is not known', () => {
    expect(noteInChinese('something new')).toBe('something new')
  })
})
