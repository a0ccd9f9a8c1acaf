import { useIntervalFn } from '@vueuse/core'
import { readonly, shallowRef, type Ref } from 'vue'

/** Gives the time of the page in milliseconds, anew every second: what expires changes its look without being read. */
export const useSecond = (): Readonly<Ref<number>> => {
  const now = shallowRef(Date.now())
  useIntervalFn(() => (now.value = Date.now()), 1000)
  return readonly(now)
}
