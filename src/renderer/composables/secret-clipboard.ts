import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Reaches the clipboard and tells whether the page has the focus, without which it may not reach it. */
export interface ClipboardPlaces {
  write(text: string): Promise<void>
  /** Rejects where the page may not look. */
  read(): Promise<string>
  /** Gives a fingerprint, so that the secret itself need not be remembered. */
  digest(text: string): Promise<string>
  hasFocus(): boolean
  /** Calls back once, when the page gets the focus. */
  onceFocused(callback: () => void): void
}

/** Names where a copied secret stands. */
export type ClipboardState = 'idle' | 'counting' | 'cleared' | 'replaced' | 'left' | 'failed'

/** Reaches the clipboard of the browser. */
export const browserClipboard: ClipboardPlaces = {
  write: (text) => navigator.clipboard.writeText(text),
  read: () => navigator.clipboard.readText(),
  async digest(text) {
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
    return bytes.join()
  },
  hasFocus: () => document.hasFocus(),
  onceFocused(callback) {
    window.addEventListener('focus', callback, { once: true })
  },
}

/** Copies a secret and takes it out of the clipboard again, only if it still holds what was copied. */
export const createSecretClipboard = (places: ClipboardPlaces) => {
  const state = ref<ClipboardState>('idle')
  const secondsLeft = ref(0)
  let ticking: ReturnType<typeof setInterval> | undefined
  let copied = 0

  const clearIfOurs = async (fingerprint: string): Promise<ClipboardState> => {
    try {
      if ((await places.digest(await places.read())) !== fingerprint) return 'replaced'
      await places.write('')
      return 'cleared'
    } catch {
      return 'left'
    }
  }

  const finish = async (fingerprint: string, turn: number): Promise<void> => {
    const end = await clearIfOurs(fingerprint)
    if (turn === copied) state.value = end
  }

  const count = (fingerprint: string, life: number): void => {
    const turn = ++copied
    const end = Date.now() + life
    clearInterval(ticking)
    state.value = 'counting'
    secondsLeft.value = Math.ceil(life / 1000)
    ticking = setInterval(() => {
      secondsLeft.value = Math.max(0, Math.ceil((end - Date.now()) / 1000))
      if (Date.now() < end) return
      clearInterval(ticking)
      if (places.hasFocus()) void finish(fingerprint, turn)
      else places.onceFocused(() => void (turn === copied && finish(fingerprint, turn)))
    }, 1000)
  }

  const copy = async (secret: string, life: number): Promise<void> => {
    try {
      await places.write(secret)
      count(await places.digest(secret), life)
    } catch {
      state.value = 'failed'
    }
  }

  /** Empties the clipboard whatever it holds, because the operator asked for it. */
  const clearNow = async (): Promise<void> => {
    copied += 1
    clearInterval(ticking)
    state.value = await places.write('').then(
      () => 'cleared' as const,
      () => 'left' as const,
    )
  }

  const dismiss = (): void => {
    if (state.value !== 'counting') state.value = 'idle'
  }

  return { state, secondsLeft, copy, clearNow, dismiss }
}

/** Holds the one clipboard of the page; it goes on counting when the page locks, and remembers no secret. */
export const useSecretClipboard = defineStore('clipboard', () => createSecretClipboard(browserClipboard))
