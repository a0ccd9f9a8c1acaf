import type { Page } from 'playwright-core'

// Follows each text outwards: what hides it beyond an edge cuts it, what scrolls lets people reach it. Behind an open
// dialog nobody reads.
const search = `(() => {
  const found = []
  const hides = (value) => value === 'hidden' || value === 'clip'
  const scrolls = (value) => value === 'auto' || value === 'scroll'
  const open = [...document.querySelectorAll('[role="dialog"][aria-modal="true"], .n-drawer')]
  const top = open.filter((dialog) => dialog.checkVisibility()).at(-1) ?? document.body
  for (const element of top.querySelectorAll('*')) {
    const texts = [...element.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim() !== '')
    if (texts.length === 0 || element.closest('.visually-hidden, svg, option, script, style') !== null) continue
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    const range = document.createRange()
    range.setStartBefore(texts[0])
    range.setEndAfter(texts.at(-1))
    const text = range.getBoundingClientRect()
    // What stands wholly above the window was scrolled away, or waits there to be focused, as a skip link does.
    if (text.width === 0 || text.bottom <= 0) continue
    let across = true
    let down = true
    let by = null
    for (let box = element; box !== null && by === null; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box)
      const edge = box.getBoundingClientRect()
      if (across && hides(overflowX) && (text.right > edge.right + 1 || text.left < edge.left - 1)) by = box
      if (down && hides(overflowY) && (text.bottom > edge.bottom + 2 || text.top < edge.top - 2)) by = box
      if (scrolls(overflowX)) across = false
      if (scrolls(overflowY)) down = false
    }
    if (by === null && across && (text.right > innerWidth + 1 || text.left < -1)) by = document.body
    if (by !== null) found.push('"' + element.textContent.trim().slice(0, 60) + '" is cut by ' + by.tagName.toLowerCase() + '.' + by.className)
  }
  return found
})()`

/** Lists texts of a page, or of the dialog that is open over it, that an edge hides and no scrolling brings into sight. */
export function findCutText(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(search)
}
