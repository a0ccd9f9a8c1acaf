import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Application } from '../../../shared/contract/applications.ts'

/** Carries a change of an application's settings that was made here, and whether it took another one back. */
export interface SavedChange {
  before: Application
  after: Application
  isUndo: boolean
}

/** Holds the last change that was saved, so that it can still be undone after another page was looked at. */
export const useSavedChange = defineStore('saved-change', () => {
  const done = shallowRef<SavedChange | null>(null)
  return { done }
})
