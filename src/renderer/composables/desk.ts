import { inject, type InjectionKey } from 'vue'
import type { DeskClient } from '../../shared/contract/index.ts'
import type { Translator } from '../locales/i18n.ts'
import type { Live } from './live.ts'
import type { StepUpPrompt } from './step-up.ts'

/** Gathers what every part of the page needs from its entry. */
export interface DeskAccess {
  desk: DeskClient
  live: Live
  stepUp: StepUpPrompt
  translator: Translator
  /** Drops every Pinia store that holds data of the desk. */
  dropData: () => void
}

/** Names the place where the entry provides the desk. */
export const deskKey: InjectionKey<DeskAccess> = Symbol('desk')

/** Gives the client of the desk, its live stream, the step-up prompt and the translator. */
export const useDesk = (): DeskAccess => {
  const access = inject(deskKey)
  if (access === undefined) throw new Error('the entry has not provided the desk')
  return access
}
