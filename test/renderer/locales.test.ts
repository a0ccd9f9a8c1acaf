// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { createTranslator, languageOfSystem, messages } from '../../src/renderer/locales/i18n.ts'

const leaves = (tree: object, path = ''): [path: string, text: string][] =>
  Object.entries<string | object>({ ...tree }).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key} / `),
  )

const places = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort()

const english = leaves(messages.en)
const chinese = new Map(leaves(messages['zh-CN']))
// One thing has one name: on the right the word that the page uses for it.
const otherNames: Readonly<Record<string, string>> = {
  了结: '核实结果',
  批量改密: '批量轮换',
  调用方管理员: '调用管理员',
  推定: '假定',
  答复: '应答',
  '「': '“',
}
const ascii = /[\u3400-\u9fff][,;?!:]|[,;?!][\u3400-\u9fff]/

describe('the texts of the page', () => {
  it('exist in both languages under the same keys', () => {
    expect([...chinese.keys()]).toEqual(english.map(([path]) => path))
  })

  it.each(Object.entries(messages))('are never empty: %s', (_, tree) => {
    expect(leaves(tree).filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('name the same facts in both languages, so that none is lost in translation', () => {
    const counted = (names: string[]): string => names.filter((name) => name !== 'n').join()
    const differing = english.filter(
      ([path, text]) => counted(places(text)) !== counted(places(chinese.get(path) ?? '')),
    )
    expect(differing).toEqual([])
  })

  it('use Chinese punctuation in Chinese sentences', () => {
    expect([...chinese].filter(([, text]) => ascii.test(text))).toEqual([])
  })

  it.each(Object.entries(otherNames))('call nothing %s in Chinese, but %s', (other) => {
    expect([...chinese].filter(([, text]) => text.includes(other))).toEqual([])
  })

  it.each(Object.entries(messages))(
    'can all be written out, with nothing left to fill in: %s',
    (language, tree) => {
      const { rt } = createTranslator(language as keyof typeof messages).global
      const written = leaves(tree).map(([path, text]) => {
        const named = Object.fromEntries(places(text).map((name) => [name, '7']))
        return [path, rt(text, 7, { named })] as const
      })
      expect(written.filter(([, text]) => /[{}|]/.test(text) || text === '')).toEqual([])
    },
  )

  it('count in Chinese without singular and plural', () => {
    const { t } = createTranslator('zh-CN').global
    expect([0, 1, 2].map((n) => t('admins.count', { n }, n))).toEqual([
      '没有账号',
      '共 1 个账号',
      '共 2 个账号',
    ])
  })
})

describe('the language of a page that nobody has chosen one for', () => {
  it.each([
    [['zh-CN', 'en'], 'zh-CN'],
    [['zh-Hant-TW'], 'zh-CN'],
    [['en-GB', 'zh-CN'], 'en'],
    [['de'], 'en'],
    [[], 'en'],
  ])('%j reads %s', (tags, language) => {
    expect(languageOfSystem(tags)).toBe(language)
  })
})
