import type { z } from 'zod'
import type { preferencesSchema } from '../../shared/contract/session.ts'
import { storeMeta } from '../store/store-meta.ts'
import type { Store } from '../store/store.ts'

/** Carries the looks that the store keeps for the page. */
export type Preferences = z.infer<typeof preferencesSchema>

/** Holds the looks of a page before anybody has chosen any. */
export const defaultPreferences: Preferences = { language: null, theme: 'system' }

/** Reads the looks that a store keeps. */
export function readPreferences(store: Store): Preferences {
  const meta = storeMeta(store)
  const language = meta.preference('language')
  const theme = meta.preference('theme')
  return {
    language: language === 'en' || language === 'zh-CN' ? language : null,
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
  }
}

/** Keeps what is given of the looks, and leaves the rest. */
export function savePreferences(
  store: Store,
  { language, theme }: { [K in keyof Preferences]?: Preferences[K] | undefined },
): Preferences {
  const meta = storeMeta(store)
  store.transaction(() => {
    if (language !== undefined) meta.setPreference('language', language ?? '')
    if (theme !== undefined) meta.setPreference('theme', theme)
  })
  return readPreferences(store)
}
