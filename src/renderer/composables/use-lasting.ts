import { useTimeoutFn } from '@vueuse/core'
import { readonly, shallowRef, watch, type Ref } from 'vue'

/** Says whether something has gone on for so long (ms) that it is worth showing; what is over sooner is never shown. */
export const useLasting = (isSo: () => boolean, after = 300): Readonly<Ref<boolean>> => {
  const lasts = shallowRef(false)
  const patience = useTimeoutFn(() => (lasts.value = true), after, { immediate: false })
  watch(
    isSo,
    (now) => {
      if (now) {
        patience.start()
        return
      }
      patience.stop()
      lasts.value = false
    },
    { immediate: true },
  )
  return readonly(lasts)
}
