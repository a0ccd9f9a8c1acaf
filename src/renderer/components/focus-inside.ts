import { nextTick, type ObjectDirective } from 'vue'

/** Holds the dialogs that are open, the topmost last. */
const open = new Set<HTMLElement>()
/** Holds what had the focus last outside of every dialog: it may lie further back than the opener of the last one. */
let lastOnPage: WeakRef<HTMLElement> | null = null
document.addEventListener('focusin', ({ target }) => {
  if (!(target instanceof HTMLElement) || target.getAttribute('aria-hidden') === 'true') return
  if (target.closest('[aria-modal="true"]') === null) lastOnPage = new WeakRef(target)
})

/** Puts the focus into the first field, or on the title where there is none. */
const focusFirst = (dialog: HTMLElement): void => {
  const field = dialog.querySelector<HTMLElement>('input:not([type=radio]), select, textarea')
  const place = field ?? dialog.querySelector<HTMLElement>('h2')
  place?.focus()
}
/** Takes the focus into the dialog; parts that chose a place keep it. */
const takeFocus = (dialog: HTMLElement): void => {
  if (!dialog.contains(document.activeElement)) focusFirst(dialog)
}
/** Says whether the trap fetched the focus from the page, and so put it on the button that closes; its ends are hidden. */
const isFetched = (dialog: HTMLElement, { target, relatedTarget: from }: FocusEvent): boolean =>
  target instanceof HTMLElement &&
  target.matches('header > button') &&
  from instanceof HTMLElement &&
  from.getAttribute('aria-hidden') !== 'true' &&
  !dialog.contains(from)

/**
 * Takes the focus into a dialog when it opens, and again when what had it is taken away, as a form that was sent. It
 * waits until this dialog's trap is set: that of a dialog below would take the focus back, to its own first button. A
 * dialog that goes gives the focus back to the page, and what this one's trap then fetches returns to where it was.
 * Where nobody takes the focus of one that goes, as its opener went before it, it returns to where it was on the page.
 */
export const vFocusInside: ObjectDirective<HTMLElement> = {
  mounted(dialog) {
    open.add(dialog)
    let last: EventTarget | null = null
    dialog.addEventListener('focusin', (event) => {
      if (!isFetched(dialog, event)) {
        last = event.target
        return
      }
      // The trap looks whether what it chose has the focus, and would choose another; so this waits until it is done.
      void nextTick(() => {
        if (last instanceof HTMLElement && last.isConnected) last.focus()
        else focusFirst(dialog)
      })
    })
    new MutationObserver(() => {
      const isGone = last instanceof Node && !last.isConnected
      if (isGone && document.activeElement === document.body) takeFocus(dialog)
    }).observe(dialog, { childList: true, subtree: true })
    void nextTick(() => {
      takeFocus(dialog)
    })
  },
  unmounted(dialog) {
    open.delete(dialog)
    void nextTick(() => {
      const { activeElement: now } = document
      if (now !== null && now !== document.body && now.isConnected && !dialog.contains(now)) return
      const below = [...open].at(-1)
      if (below === undefined) lastOnPage?.deref()?.focus({ preventScroll: true })
      else takeFocus(below)
    })
  },
}
