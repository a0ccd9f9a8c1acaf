// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createBrowserHolder,
  type ClipboardPlaces,
} from '../../src/renderer/composables/secret-clipboard-browser.ts'
import { createWindowHolder } from '../../src/renderer/composables/secret-clipboard-window.ts'
import { createSecretClipboard } from '../../src/renderer/composables/secret-clipboard.ts'

const life = 30_000
const refuse = (): Promise<never> => Promise.reject(new Error('denied'))

/** Stands for a browser, which lets a page reach the clipboard only in front, and look into it only where it may. */
const clipboardWith = ({ mayRead = true, hasFocus = true } = {}) => {
  const held = { text: 'from before', writes: 0, reads: 0, hasFocus, focus: (): void => undefined }
  const places: ClipboardPlaces = {
    write(text) {
      if (!held.hasFocus) return refuse()
      held.text = text
      held.writes += 1
      return Promise.resolve()
    },
    mayRead: () => Promise.resolve(mayRead),
    read() {
      held.reads += 1
      return mayRead && held.hasFocus ? Promise.resolve(held.text) : refuse()
    },
    digest: (text) => Promise.resolve(`digest of ${text}`),
    hasFocus: () => held.hasFocus,
    onceFocused(callback) {
      held.focus = () => {
        held.hasFocus = true
        callback()
      }
    },
  }
  return { held, clipboard: createSecretClipboard(createBrowserHolder(places)) }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a copied secret', () => {
  it('leaves the clipboard when its time is over, and not before', async () => {
    const { held, clipboard } = clipboardWith()
    await clipboard.copy('secret', life)
    await vi.advanceTimersByTimeAsync(life - 1_000)
    expect([held.text, clipboard.state.value, clipboard.secondsLeft.value]).toEqual(['secret', 'counting', 1])
    await vi.advanceTimersByTimeAsync(1_000)
    expect([held.text, clipboard.state.value]).toEqual(['', 'cleared'])
  })

  it('is not taken away when something else was copied meanwhile', async () => {
    const { held, clipboard } = clipboardWith()
    await clipboard.copy('secret', life)
    held.text = 'what somebody needs'
    await vi.advanceTimersByTimeAsync(life)
    expect([held.text, held.writes, clipboard.state.value]).toEqual(['what somebody needs', 1, 'replaced'])
  })

  it('starts its time anew when another secret is copied', async () => {
    const { held, clipboard } = clipboardWith()
    await clipboard.copy('first', life)
    await vi.advanceTimersByTimeAsync(life - 2_000)
    await clipboard.copy('second', life)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(held.text).toBe('second')
    await vi.advanceTimersByTimeAsync(life)
    expect(held.text).toBe('')
  })

  it('leaves it all the same where the page may not look, which is said before; nothing is asked for', async () => {
    const { held, clipboard } = clipboardWith({ mayRead: false })
    await clipboard.copy('secret', life)
    expect([clipboard.state.value, clipboard.compares.value]).toEqual(['counting', false])
    await vi.advanceTimersByTimeAsync(life)
    expect([held.text, held.reads, clipboard.state.value]).toEqual(['', 0, 'emptied'])
  })

  it.each([true, false])(
    'is said to be there still while the page has no focus, and goes when it has: %s',
    async (mayRead) => {
      const { held, clipboard } = clipboardWith({ mayRead })
      await clipboard.copy('secret', life)
      held.hasFocus = false
      await vi.advanceTimersByTimeAsync(life * 2)
      expect([held.text, clipboard.state.value]).toEqual(['secret', 'waiting'])
      held.focus()
      await vi.advanceTimersByTimeAsync(0)
      expect([held.text, clipboard.state.value]).toEqual(['', mayRead ? 'cleared' : 'emptied'])
    },
  )

  it('is not taken for another one’s turn by a focus that comes late', async () => {
    const { held, clipboard } = clipboardWith()
    await clipboard.copy('first', life)
    held.hasFocus = false
    await vi.advanceTimersByTimeAsync(life)
    held.hasFocus = true
    await clipboard.copy('second', life)
    held.focus()
    await vi.advanceTimersByTimeAsync(0)
    expect([held.text, clipboard.state.value]).toEqual(['second', 'counting'])
  })

  it('goes before its time at a lock, and where the operator says so', async () => {
    const { held, clipboard } = clipboardWith()
    await clipboard.copy('secret', life)
    await clipboard.takeOutEarly()
    expect([held.text, clipboard.state.value, vi.getTimerCount()]).toEqual(['', 'cleared', 0])
    await clipboard.copy('secret', life)
    await clipboard.clearNow()
    expect([held.text, clipboard.state.value, vi.getTimerCount()]).toEqual(['', 'cleared', 0])
  })

  it('leaves alone at a lock what was there when nothing was copied', async () => {
    const { held, clipboard } = clipboardWith()
    await clipboard.takeOutEarly()
    expect([held.text, held.writes, clipboard.state.value]).toEqual(['from before', 0, 'idle'])
  })

  it('is not counted down where copying failed', async () => {
    const { clipboard } = clipboardWith({ hasFocus: false })
    await clipboard.copy('secret', life)
    expect(clipboard.state.value).toBe('failed')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a secret copied in the window', () => {
  const inWindow = (end: 'cleared' | 'replaced' | 'left' | null, reaches = true) => {
    const asked: string[] = []
    const clipboard = createSecretClipboard(
      createWindowHolder({
        clipboard: {
          copy: ({ secret }) => {
            asked.push(secret)
            return Promise.resolve(reaches ? { life: 7_000 } : null)
          },
          takeOut: () => {
            asked.push('take out')
            return Promise.resolve(end)
          },
        },
      }),
    )
    return { asked, clipboard }
  }

  it.each(['cleared', 'replaced', 'left'] as const)(
    'is the desk’s to take out, which says: %s',
    async (end) => {
      const { asked, clipboard } = inWindow(end)
      await clipboard.copy('secret', life)
      expect([clipboard.secondsLeft.value, clipboard.compares.value, asked]).toEqual([7, true, ['secret']])
      await vi.advanceTimersByTimeAsync(7_000)
      expect([clipboard.state.value, asked]).toEqual([end, ['secret', 'take out']])
    },
  )

  it('is not said to be copied where the desk reaches no clipboard', async () => {
    const { clipboard } = inWindow(null, false)
    await clipboard.copy('secret', life)
    expect([clipboard.state.value, vi.getTimerCount()]).toEqual(['failed', 0])
  })
})
