import { readonly, shallowRef, type Ref } from 'vue'

/** Runs one thing at a time that the operator asked for, and keeps why it failed. */
export interface Action<A extends unknown[], T> {
  isRunning: Readonly<Ref<boolean>>
  error: Readonly<Ref<unknown>>
  /** Runs it unless it runs already; gives undefined where it failed. */
  run(...args: A): Promise<T | undefined>
  clear(): void
}

/** Makes an action of a call to the desk. */
export const useAction = <A extends unknown[], T>(call: (...args: A) => Promise<T>): Action<A, T> => {
  const isRunning = shallowRef(false)
  const error = shallowRef<unknown>(null)
  return {
    isRunning: readonly(isRunning),
    error,
    async run(...args) {
      if (isRunning.value) return undefined
      isRunning.value = true
      error.value = null
      try {
        return await call(...args)
      } catch (failure) {
        error.value = failure
        return undefined
      } finally {
        isRunning.value = false
      }
    },
    clear() {
      error.value = null
    },
  }
}
