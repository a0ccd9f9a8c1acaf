import { onKeyStroke, useEventListener, useIntervalFn, useThrottleFn } from '@vueuse/core'
import { onMounted, readonly, shallowRef, type Ref } from 'vue'
import { useDesk } from '../../composables/desk.ts'
import { useTopics } from '../../composables/live.ts'
import { useSession } from '../../composables/session.ts'

const touchEvery = 30_000
const warnFrom = 30_000
const activity = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const

/** Tells the desk that somebody is at work, locks on Ctrl+L, when the desk says so, and when nobody was here for too long. */
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
  onKeyStroke('l', (event) => {
    if (!event.ctrlKey || event.altKey || event.shiftKey) return
    event.preventDefault()
    void session.lock('by-hand')
  })
  useTopics(live, ['locked'], () => {
    const wasIdle = lockAt.value !== null && Date.now() >= lockAt.value - touchEvery
    session.ended(wasIdle ? 'idle' : 'elsewhere')
  })
  onMounted(tell)

  return { secondsLeft: readonly(secondsLeft) }
}
