import { createSharedComposable, useIntervalFn } from '@vueuse/core'
import { computed, shallowRef } from 'vue'
import { useText } from './use-text.ts'

// Swedish writes dates as ISO 8601 does: unambiguous, and sorted as written in both languages.
const column = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' })
const day = 24 * 60 * 60 * 1000

// One for the whole page: a table asks for it in every row.
const useMinute = createSharedComposable(() => {
  const now = shallowRef(Date.now())
  useIntervalFn(() => (now.value = Date.now()), 60_000)
  return now
})

/** Writes moments and ages in the language of the page; times of the desk are UTC and shown in local time. */
export const useTimes = () => {
  const { language, t } = useText()
  const now = useMinute()
  const full = computed(
    () =>
      new Intl.DateTimeFormat(language.value, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }),
  )
  const clock = computed(
    () => new Intl.DateTimeFormat(language.value, { timeStyle: 'medium', hourCycle: 'h23' }),
  )
  const numbers = computed(() => new Intl.NumberFormat(language.value))
  return {
    /** Writes date and time to the second, in words. */
    full: (iso: string) => full.value.format(new Date(iso)),
    /** Writes date and time to the second, for a column. */
    short: (iso: string) => column.format(new Date(iso)),
    /** Writes the time of day. */
    clock: (iso: string) => clock.value.format(new Date(iso)),
    /** Writes how many days ago something was. */
    age: (iso: string) => {
      const days = Math.max(0, Math.floor((now.value - Date.parse(iso)) / day))
      return t('base.days', {}, days)
    },
    number: (value: number) => numbers.value.format(value),
  }
}
