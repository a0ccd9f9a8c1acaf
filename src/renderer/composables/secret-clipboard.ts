import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { useDesk } from './desk.ts'
import { browserClipboard, createBrowserHolder } from './secret-clipboard-browser.ts'
import { createWindowHolder } from './secret-clipboard-window.ts'
import type { SecretHolder, TakenOut } from './secret-holder.ts'
import { useSession } from './session.ts'

/** Names where a copied secret stands. */
export type ClipboardState = 'idle' | 'counting' | 'failed' | TakenOut

/** Copies a secret and has it taken out of the clipboard again when its time is over. */
export const createSecretClipboard = (holder: SecretHolder) => {
  const state = ref<ClipboardState>('idle')
  const secondsLeft = ref(0)
  /** Says whether what is copied meanwhile will be left alone. */
  const compares = ref(true)
  let ticking: ReturnType<typeof setInterval> | undefined
  let copied = 0

  const settle = (turn: number, end: TakenOut): void => {
    if (turn !== copied) return
    state.value = end
    if (end === 'waiting') holder.onceReachable(() => void (turn === copied && takeOut()))
  }

  const takeOut = async (): Promise<void> => {
    const turn = copied
    clearInterval(ticking)
    settle(turn, await holder.takeOut())
  }

  const count = (life: number): void => {
    const end = Date.now() + life
    clearInterval(ticking)
    state.value = 'counting'
    secondsLeft.value = Math.ceil(life / 1000)
    ticking = setInterval(() => {
      secondsLeft.value = Math.max(0, Math.ceil((end - Date.now()) / 1000))
      if (Date.now() >= end) void takeOut()
    }, 1000)
  }

  const copy = async (secret: string, life: number): Promise<void> => {
    copied += 1
    const turn = copied
    try {
      const put = await holder.put(secret, life)
      if (turn !== copied) return
      compares.value = put.compares
      count(put.life)
    } catch {
      state.value = 'failed'
    }
  }

  /** Takes a secret out before its time, where one is still counted down. */
  const takeOutEarly = async (): Promise<void> => {
    if (state.value === 'counting') await takeOut()
  }

  /** Empties the clipboard because the operator asked for it. */
  const clearNow = async (): Promise<void> => {
    copied += 1
    const turn = copied
    clearInterval(ticking)
    settle(turn, await holder.empty())
  }

  const dismiss = (): void => {
    if (state.value !== 'counting') state.value = 'idle'
  }

  return { state, secondsLeft, compares, copy, takeOutEarly, clearNow, dismiss }
}

/** Holds the one clipboard of the page; a lock takes the secret out early, and none is remembered. */
export const useSecretClipboard = defineStore('clipboard', () => {
  const { desk } = useDesk()
  const session = useSession()
  const isWindow = window.latchkey?.door === 'window'
  const clipboard = createSecretClipboard(
    isWindow ? createWindowHolder(desk) : createBrowserHolder(browserClipboard),
  )
  watch(
    () => session.operator,
    (now) => {
      if (now === null) void clipboard.takeOutEarly()
    },
  )
  return clipboard
})
