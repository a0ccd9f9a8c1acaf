import { onBeforeMount, onBeforeUnmount, onMounted, onUnmounted, watch } from 'vue'

// Marks a box that may be moved on the screen, so that what is used in it stays where it is.
const holdsStill = '[data-holds-still]'
const edge = 8

/** Moves a box that holds still by some pixels down, as far as the window has room for it; none brings it back in. */
export const moveBox = (box: HTMLElement, by: number): void => {
  const now = Number.parseFloat(box.style.top) || 0
  const { top, bottom } = box.getBoundingClientRect()
  const least = Math.min(0, edge - (top - now))
  const most = Math.max(0, window.innerHeight - edge - (bottom - now))
  const next = Math.round(Math.min(most, Math.max(least, now + by)))
  if (next === now) return
  // At once, also where the page has every change of a style take a moment: what is measured next must be true.
  box.style.transitionProperty = 'none'
  box.style.top = next === 0 ? '' : `${String(next)}px`
  box.getBoundingClientRect()
  box.style.transitionProperty = ''
}

const scrolls = (box: Element): boolean =>
  box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY)

/** Scrolls what is around an element by no more than it takes to see the whole of it. */
export const bringIntoSight = (element: Element): void => {
  for (let box = element.parentElement; box !== null; box = box.parentElement) {
    if (!scrolls(box) && box !== document.documentElement) continue
    const { top, bottom } = element.getBoundingClientRect()
    const seen =
      box === document.documentElement ? { top: 0, bottom: window.innerHeight } : box.getBoundingClientRect()
    if (bottom > seen.bottom) box.scrollTop += Math.ceil(Math.min(bottom - seen.bottom, top - seen.top))
    else if (top < seen.top) box.scrollTop -= Math.ceil(seen.top - top)
  }
}

/** Holds an element in its place on the screen: scrolls what is around it, then moves the box that it is in. */
const putBack = (element: Element, top: number): void => {
  const moved = (): number => element.getBoundingClientRect().top - top
  for (let box = element.parentElement; box !== null && Math.abs(moved()) >= 1; box = box.parentElement) {
    if (scrolls(box) || box === document.documentElement) box.scrollTop += moved()
  }
  const box = element.closest<HTMLElement>(holdsStill)
  if (box !== null && Math.abs(moved()) >= 1) moveBox(box, -moved())
}

/**
 * Keeps what has the focus, such as the button that was just pressed, where it is on the screen while something that is
 * said above it comes, changes or goes; `said` gives null while nothing is.
 */
export const useHeldStill = (said: () => unknown): void => {
  let held: { element: Element; top: number } | null = null
  const take = (): void => {
    const { activeElement: element } = document
    held =
      element === null || element === document.body
        ? null
        : { element, top: element.getBoundingClientRect().top }
  }
  const release = (): void => {
    if (held?.element.isConnected === true) putBack(held.element, held.top)
    held = null
  }
  const isSaid = (): boolean => said() !== null
  onBeforeMount(() => {
    if (isSaid()) take()
  })
  onMounted(release)
  watch(said, take, { flush: 'pre' })
  watch(said, release, { flush: 'post' })
  onBeforeUnmount(() => {
    if (isSaid()) take()
  })
  onUnmounted(release)
}
