import { useEventListener } from '@vueuse/core'

/** Has the browser ask before the page is reloaded or closed, for as long as the component stands. */
export const useLeaveGuard = (): void => {
  useEventListener(window, 'beforeunload', (event) => {
    event.preventDefault()
  })
}
