import { readonly, shallowRef, type Ref } from 'vue'

/** Asks for the operator's password from anywhere; one dialog answers for all who wait. */
export interface StepUpPrompt {
  isOpen: Readonly<Ref<boolean>>
  /** Opens the dialog; resolves to whether the password was given. */
  ask(): Promise<boolean>
  /** Closes the dialog with its answer. */
  settle(given: boolean): void
}

/** Makes the prompt that the client and the dialog share. */
export const createStepUpPrompt = (): StepUpPrompt => {
  const isOpen = shallowRef(false)
  let waiting: PromiseWithResolvers<boolean> | null = null
  return {
    isOpen: readonly(isOpen),
    ask() {
      waiting ??= Promise.withResolvers<boolean>()
      isOpen.value = true
      return waiting.promise
    },
    settle(given) {
      isOpen.value = false
      waiting?.resolve(given)
      waiting = null
    },
  }
}
