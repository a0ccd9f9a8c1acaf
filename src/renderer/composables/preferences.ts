import { useNavigatorLanguage, usePreferredDark } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, watchEffect } from 'vue'
import { languageOfSystem, type Language } from '../locales/i18n.ts'
import { useDesk } from './desk.ts'
import { useSession, type Status } from './session.ts'

/** Names the choice of theme; `system` follows the operating system. */
export type ThemeChoice = Status['preferences']['theme']

/** Holds language and theme, and keeps them in the store where there is one: each operator's are their own. */
export const usePreferences = defineStore('preferences', () => {
  const { desk, translator } = useDesk()
  const session = useSession()
  const { locale } = translator.global
  const prefersDark = usePreferredDark()
  const { language: ofSystem } = useNavigatorLanguage()
  /** Is null as long as the page follows the system's language. */
  const chosenLanguage = ref<Language | null>(null)
  const theme = ref<ThemeChoice>('system')

  const language = computed<Language>(() => chosenLanguage.value ?? languageOfSystem([ofSystem.value ?? '']))
  const isDark = computed(() => theme.value === 'dark' || (theme.value === 'system' && prefersDark.value))

  watchEffect(() => {
    locale.value = language.value
    document.documentElement.lang = language.value
    document.documentElement.dataset['theme'] = isDark.value ? 'dark' : 'light'
  })

  /** Asks the desk how the page stands, and shows the looks of whoever is signed in, or else those last used. */
  const follow = async (): Promise<void> => {
    await session.load()
    if (session.status?.store.state !== 'ready') return
    chosenLanguage.value = session.status.preferences.language
    theme.value = session.status.preferences.theme
  }

  /** Keeps a choice in the store; before there is one, the page remembers it by itself. */
  const keep = async (choice: Partial<Status['preferences']>): Promise<void> => {
    await desk.session.setPreferences(choice).catch(() => undefined)
  }

  /** Sets the language of the page; null follows the system's. */
  const setLanguage = async (tag: Language | null): Promise<void> => {
    chosenLanguage.value = tag
    await keep({ language: tag })
  }

  const setTheme = async (choice: ThemeChoice): Promise<void> => {
    theme.value = choice
    await keep({ theme: choice })
  }

  /** Hands what was chosen before the store was made to the store. */
  const keepAll = (): Promise<void> => keep({ language: chosenLanguage.value, theme: theme.value })

  return { language, chosenLanguage, theme, isDark, follow, setLanguage, setTheme, keepAll }
})
