import { createI18n } from 'vue-i18n'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'
import type { Messages } from './messages.ts'

/** Holds the languages of the page by their tag. */
export const messages = { en, 'zh-CN': zhCN } satisfies Record<string, Messages>

/** Names a language of the page. */
export type Language = keyof typeof messages

/** Chooses among the forms of a Chinese text: the first for zero, the last for every other number. */
const chineseForms = (count: number, forms: number): number => (count === 0 ? 0 : forms - 1)

/** Picks the language of the page from the system's, where nobody has chosen one. */
export const languageOfSystem = (tags: readonly string[]): Language =>
  tags[0]?.toLowerCase().startsWith('zh') === true ? 'zh-CN' : 'en'

/** Makes the page's translator in the given language. */
export const createTranslator = (language: Language) =>
  createI18n({
    legacy: false,
    locale: language,
    fallbackLocale: 'en',
    messages,
    pluralRules: { 'zh-CN': chineseForms },
  })

/** Translates the texts of the page. */
export type Translator = ReturnType<typeof createTranslator>
