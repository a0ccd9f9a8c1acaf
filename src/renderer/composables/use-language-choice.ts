import { computed, type ComputedRef, type WritableComputedRef } from 'vue'
import type { Language } from '../locales/i18n.ts'
import { usePreferences } from './preferences.ts'
import { useText } from './use-text.ts'

/** Names a choice of language; `system` follows the operating system. */
export type LanguageChoice = Language | 'system'

/** Gives the choice of language that is in force, to be read and set, and the choices that there are. */
export const useLanguageChoice = (): {
  choice: WritableComputedRef<LanguageChoice>
  options: ComputedRef<readonly { value: LanguageChoice; text: string }[]>
} => {
  const preferences = usePreferences()
  const { t } = useText()
  return {
    choice: computed({
      get: () => preferences.chosenLanguage ?? 'system',
      set: (value) => void preferences.setLanguage(value === 'system' ? null : value),
    }),
    // A language is named in itself, so that whoever reads only that one finds it.
    options: computed(() => [
      { value: 'system', text: t('base.themeSystem') },
      { value: 'en', text: 'English' },
      { value: 'zh-CN', text: '简体中文' },
    ]),
  }
}
