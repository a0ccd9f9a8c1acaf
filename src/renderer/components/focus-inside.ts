import { nextTick, type ObjectDirective } from 'vue'

/** Puts the focus into the first field, or on the title where there is none; parts that chose a place keep it. */
const takeFocus = (dialog: HTMLElement): void => {
  if (dialog.contains(document.activeElement)) return
  const field = dialog.querySelector<HTMLElement>('input:not([type=radio]), select, textarea')
  const place = field ?? dialog.querySelector<HTMLElement>('h2')
  place?.focus()
}

/**
 * Takes the focus into a dialog when it opens, and again when what had it is taken away, as a form that was sent. It
 * waits until this dialog's trap is set: that of a dialog below would take the focus back, to its own first button.
 */
export const vFocusInside: ObjectDirective<HTMLElement> = {
  mounted(dialog) {
    let last: EventTarget | null = null
    dialog.addEventListener('focusin', ({ target }) => {
      last = target
    })
    new MutationObserver(() => {
      const isGone = last instanceof Node && !last.isConnected
      if (isGone && document.activeElement === document.body) takeFocus(dialog)
    }).observe(dialog, { childList: true, subtree: true })
    void nextTick(() => {
      takeFocus(dialog)
    })
  },
}
