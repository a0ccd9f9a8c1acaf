import { useEventListener } from '@vueuse/core'
import { useRouter } from 'vue-router'
import { usePalette } from '../../composables/palette.ts'
import { placesOf } from '../../composables/places.ts'
import { useSession } from '../../composables/session.ts'
import { errandsOf } from './errands.ts'

const chordLife = 1500

/** Says whether a key press belongs to what is being typed. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))

/** A dialog keeps its keys: nobody is led away from what they have begun in it. A drawer only shows, and lets go. */
const isInDialog = (): boolean => document.querySelector('[aria-modal="true"]:not(.n-drawer)') !== null

/** Listens for the keys of the whole page: Ctrl+K for the palette, `?` for the shortcuts, `g` and a letter for a page. */
export const useShortcuts = (): void => {
  const palette = usePalette()
  const session = useSession()
  const router = useRouter()
  let chordUntil = 0

  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const isWithControl = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (isWithControl && event.key.toLowerCase() === 'k') {
      // Also where it opens nothing: the browser would take it for its own search.
      event.preventDefault()
      if (!isInDialog()) palette.shown = 'palette'
      return
    }
    if (isInDialog()) return
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (event.key === '?') {
      event.preventDefault()
      palette.shown = 'shortcuts'
      return
    }
    const isChord = event.timeStamp < chordUntil
    chordUntil = !isChord && event.key === 'g' ? event.timeStamp + chordLife : 0
    if (!isChord) return
    const place = placesOf(session.role).find(({ letter }) => letter === event.key)
    const errand = errandsOf(session.role).find(({ letter }) => letter === event.key)
    const to = place === undefined ? errand?.to : { name: place.name }
    if (to === undefined) return
    event.preventDefault()
    void router.push(to)
  })
}
