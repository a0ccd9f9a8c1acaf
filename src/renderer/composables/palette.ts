import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Holds which of the two is open over the page: the palette that goes to anything, or the list of shortcuts. */
export const usePalette = defineStore('palette', () => {
  const shown = ref<'palette' | 'shortcuts' | null>(null)
  return { shown }
})
