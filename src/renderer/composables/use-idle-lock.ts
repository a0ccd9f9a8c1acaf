import { useEventListener, useIntervalFn, useThrottleFn } from '@vueuse/core'
import { readonly, shallowRef, watch, type Ref } from 'vue'
import { useDesk } from './desk.ts'
import { useTopics } from './live.ts'
import { useSession } from './session.ts'

const touchEvery = 30_000
const warnFrom = 30_000
const activity = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const

/**
 * Tells the desk that somebody is at work, and ends the session on this page when the desk locks or nobody was here
 * for too long; gives the seconds left once they are few.
 */
export const useIdleLock = (): { secondsLeft: Readonly<Ref<number | null>> } => {
  const { desk, live } = useDesk()
  const session = useSession()
  const lockAt = shallowRef<number | null>(null)
  const secondsLeft = shallowRef<number | null>(null)

  const tell = async (): Promise<void> => {
    if (session.operator === null) return
    const answer = await desk.session.touch().catch(() => null)
    if (answer !== null) lockAt.value = Date.parse(answer.lockAt)
  }
  const tellNowAndThen = useThrottleFn(tell, touchEvery, true)

  const noticed = (): void => {
    if (secondsLeft.value === null) {
      void tellNowAndThen()
      return
    }
    secondsLeft.value = null
    void tell()
  }

  useEventListener(window, [...activity], noticed, { passive: true })
  useIntervalFn(() => {
    if (lockAt.value === null) return
    const left = lockAt.value - Date.now()
    secondsLeft.value = left <= warnFrom ? Math.max(0, Math.ceil(left / 1000)) : null
    if (left <= 0) void session.lock('idle')
  }, 1000)
  useTopics(live, ['locked'], () => {
    const wasIdle = lockAt.value !== null && Date.now() >= lockAt.value - touchEvery
    session.ended(wasIdle ? 'idle' : 'elsewhere')
    // The desk may be about to work on another store.
    if (!wasIdle) void session.load()
  })
  watch(
    () => session.operator,
    () => {
      lockAt.value = null
      secondsLeft.value = null
      void tell()
    },
    { immediate: true },
  )

  return { secondsLeft: readonly(secondsLeft) }
}
