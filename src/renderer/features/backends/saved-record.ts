import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ApplicationRecord } from './application-record.ts'

/** Carries a change of what is recorded of an application elsewhere, and whether it took another one back. */
export interface SavedRecord {
  backendId: string
  before: ApplicationRecord
  after: ApplicationRecord
  isUndo: boolean
}

/** Holds the last such change that was saved, so that it can still be undone after another page was looked at. */
export const useSavedRecord = defineStore('saved-record', () => {
  const done = shallowRef<SavedRecord | null>(null)
  return { done }
})
