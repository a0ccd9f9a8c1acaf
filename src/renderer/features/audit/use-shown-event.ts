import { computed, shallowRef, type ComputedRef } from 'vue'
import type { AuditEvent } from '../../../shared/contract/audit.ts'
import { useShownInUrl } from '../../composables/use-shown-in-url.ts'

/** Shows the event that the URL names: what is read meanwhile may have moved it to another page. */
export const useShownEvent = (events: ComputedRef<readonly AuditEvent[]>) => {
  const drawer = useShownInUrl('event')
  const opened = shallowRef<AuditEvent | null>(null)
  const shown = computed(() => {
    const seq = drawer.shown.value
    return [opened.value, ...events.value].find((event) => event?.seq.toString() === seq) ?? null
  })
  const show = (event: AuditEvent): void => {
    opened.value = event
    void drawer.open(event.seq.toString())
  }
  return { shown, show, close: drawer.close }
}
