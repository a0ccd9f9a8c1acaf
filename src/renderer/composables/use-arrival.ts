import { unrefElement, type MaybeElement } from '@vueuse/core'
import { nextTick, onMounted, watch, type Ref } from 'vue'
import { useRoute } from 'vue-router'

/** Brings a part of a page into view, and the keyboard to it, for whoever was led here by an address that names it. */
export const useArrival = (part: string, place: Readonly<Ref<MaybeElement>>): void => {
  const route = useRoute()
  const arrive = async (): Promise<void> => {
    if (route.hash !== `#${part}`) return
    await nextTick()
    const element = unrefElement(place)
    if (!(element instanceof HTMLElement)) return
    element.focus({ preventScroll: true })
    element.scrollIntoView({ block: 'center' })
  }
  onMounted(arrive)
  watch(() => route.hash, arrive)
}
