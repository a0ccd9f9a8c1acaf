import { computed, type ComputedRef } from 'vue'
import { inSentence } from '../../shared/model/hidden-signs.ts'
import { messages, type Language, type Translator } from '../locales/i18n.ts'
import type { MessageKey, Messages } from '../locales/messages.ts'
import { useDesk } from './desk.ts'

/** Fills the places of a text. */
export type Fillings = Record<string, string | number>

/** Gives texts in the language of the page; a path that does not exist does not compile. */
export interface PageText {
  language: ComputedRef<Language>
  /** Holds the tables of the closed vocabularies. */
  words: ComputedRef<Messages['words']>
  /** Gives the text at a path; `count` chooses the form and fills `{n}`. */
  t(key: MessageKey, fillings?: Fillings, count?: number): string
  /** Puts sentences one after the other, as the language does; what is null is left out. */
  sentences(parts: readonly (string | null)[]): string
  /** Lists things in a sentence, ending with "or". */
  either(things: readonly string[]): string
  /** Fills a text out of the tables; `count` chooses the form and fills `{n}`. */
  fill(text: string, fillings?: Fillings, count?: number): string
}

/** Gives the page's texts to a component or a store. */
export const useText = (): PageText => {
  const { translator } = useDesk()
  const { t, rt, locale } = translator.global
  const language = computed<Language>(() => (locale.value === 'zh-CN' ? 'zh-CN' : 'en'))
  const known = knownTexts(translator)
  return {
    language,
    words: computed(() => messages[language.value].words),
    sentences: (parts) => parts.filter((part) => part !== null).join(language.value === 'zh-CN' ? '' : ' '),
    either: (things) => new Intl.ListFormat(language.value, { type: 'disjunction' }).format(things),
    t: (key, given, count) => {
      if (given === undefined && count === undefined) {
        const texts = known[language.value]
        const text = texts.get(key) ?? t(key)
        texts.set(key, text)
        return text
      }
      const fillings = setApart(given ?? {})
      return count === undefined ? t(key, fillings) : t(key, { n: count, ...fillings }, count)
    },
    fill: (text, given = {}, count) => {
      const fillings = setApart(given)
      return count === undefined ? rt(text, fillings) : rt(text, count, { named: { n: count, ...fillings } })
    },
  }
}

type KnownTexts = Record<Language, Map<MessageKey, string>>

const knownTo = new WeakMap<Translator, KnownTexts>()

/** Remembers texts with nothing to fill: a table asks for the same ones in each of its rows. */
const knownTexts = (translator: Translator): KnownTexts => {
  const texts: KnownTexts = knownTo.get(translator) ?? { en: new Map(), 'zh-CN': new Map() }
  knownTo.set(translator, texts)
  return texts
}

/** Sets the values of a text apart from its words, and from each other. */
const setApart = (fillings: Fillings): Fillings =>
  Object.fromEntries(
    Object.entries(fillings).map(([name, value]) => [
      name,
      typeof value === 'string' ? inSentence(value) : value,
    ]),
  )
