import { refDebounced } from '@vueuse/core'
import { computed, type Ref } from 'vue'
import type { SearchResult } from '../../../shared/contract/search.ts'
import { useDesk } from '../../composables/desk.ts'
import { usePalette } from '../../composables/palette.ts'
import { placesOf } from '../../composables/places.ts'
import { usePreferences } from '../../composables/preferences.ts'
import { useSession } from '../../composables/session.ts'
import { useQuery } from '../../composables/use-query.ts'
import { useText } from '../../composables/use-text.ts'
import { errandsOf } from './errands.ts'
import { hasWords } from './has-words.ts'
import { foundItems, type PaletteItem } from './items.ts'

const pause = 150

/** Gives what the palette offers for a text: pages and actions at once, what the desk finds a moment later. */
export const usePaletteItems = (typed: Ref<string>) => {
  const { desk } = useDesk()
  const palette = usePalette()
  const preferences = usePreferences()
  const session = useSession()
  const { t } = useText()
  const text = computed(() => typed.value.trim())
  const asked = refDebounced(text, pause)
  const search = useQuery<{ for: string; found: SearchResult } | null>(async (signal) => {
    const wanted = asked.value
    if (wanted === '' || session.role === 'auditor') return null
    return { for: wanted, found: await desk.search.find({ text: wanted }, { signal }) }
  }, asked)

  const places = computed<PaletteItem[]>(() =>
    placesOf(session.role).map((place) => ({
      id: `place-${place.name}`,
      group: 'places',
      icon: place.icon,
      text: t(place.text),
      detail: '',
      environment: null,
      keys: `g ${place.letter}`,
      does: { to: { name: place.name } },
    })),
  )
  const action = (id: string, about: Pick<PaletteItem, 'icon' | 'text' | 'keys'>, run: () => void) =>
    ({ id, group: 'actions', detail: '', environment: null, ...about, does: { run } }) satisfies PaletteItem
  const actions = computed<PaletteItem[]>(() => [
    ...errandsOf(session.role).map((errand): PaletteItem => ({
      id: `action-${errand.id}`,
      group: 'actions',
      icon: errand.icon,
      text: t(errand.text),
      detail: '',
      environment: null,
      keys: errand.letter === null ? '' : `g ${errand.letter}`,
      does: { to: errand.to },
    })),
    action(
      'action-theme',
      { icon: preferences.isDark ? 'sun' : 'moon', text: t('palette.action.theme'), keys: '' },
      () => {
        void preferences.setTheme(preferences.isDark ? 'light' : 'dark')
      },
    ),
    action('action-language', { icon: 'globe', text: t('palette.action.language'), keys: '' }, () => {
      void preferences.setLanguage(preferences.language === 'en' ? 'zh-CN' : 'en')
    }),
    action('action-shortcuts', { icon: 'list', text: t('palette.action.shortcuts'), keys: '?' }, () => {
      palette.shown = 'shortcuts'
    }),
    action('action-lock', { icon: 'lock', text: t('palette.action.lock'), keys: 'Ctrl+L' }, () => {
      void session.lock('by-hand')
    }),
  ])
  const matching = (items: readonly PaletteItem[]): PaletteItem[] =>
    items.filter((item) => hasWords(item.text, text.value))
  const items = computed<readonly PaletteItem[]>(() => {
    const answer = search.data.value
    // What was found for another text is not offered: Enter would open the wrong account.
    const found = answer?.for !== text.value ? [] : foundItems(answer.found, t, answer.for)
    return [...matching(places.value), ...found, ...matching(actions.value)]
  })
  const isSearching = computed(() => text.value !== asked.value || search.isReading.value)
  return { text, items, isSearching, error: search.error, retry: search.read }
}
