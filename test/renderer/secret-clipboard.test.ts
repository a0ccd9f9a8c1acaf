// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createSecretClipboard,
  type ClipboardPlaces,
} from '../../src/renderer/composables/secret-clipboard.ts'

const life = 30_000

const clipboardWith = (given: Partial<ClipboardPlaces> = {}) => {
  const held = { text: 'from before', writes: 0, focus: (): void => undefined }
  const places: ClipboardPlaces = {
    write(text) {
      held.text = text
      held.writes += 1
      return Promise.resolve()
    },
    read: () => Promise.resolve(held.text),
    digest: (text) => Promise.resolve(`digest of ${text}`),
    hasFocus: () => true,
    onceFocused(callback) {
      held.focus = callback
    },
    ...given,
  }
  return { held, clipboard: createSecretClipboard(places) }
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

  it('waits for the focus, without which the clipboard cannot be reached', async () => {
    const { held, clipboard } = clipboardWith({ hasFocus: () => false })
    await clipboard.copy('secret', life)
    await vi.advanceTimersByTimeAsync(life * 2)
    expect(held.text).toBe('secret')
    held.focus()
    await vi.advanceTimersByTimeAsync(0)
    expect([held.text, clipboard.state.value]).toEqual(['', 'cleared'])
  })

  it('is said to be there still where the page may not look, and goes when the operator says so', async () => {
    const { held, clipboard } = clipboardWith({ read: () => Promise.reject(new Error('denied')) })
    await clipboard.copy('secret', life)
    await vi.advanceTimersByTimeAsync(life)
    expect([held.text, clipboard.state.value]).toEqual(['secret', 'left'])
    await clipboard.clearNow()
    expect([held.text, clipboard.state.value]).toEqual(['', 'cleared'])
  })

  it('is not counted down where copying failed', async () => {
    const { clipboard } = clipboardWith({ write: () => Promise.reject(new Error('denied')) })
    await clipboard.copy('secret', life)
    expect(clipboard.state.value).toBe('failed')
    expect(vi.getTimerCount()).toBe(0)
  })
})
