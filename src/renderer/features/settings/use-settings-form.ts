import { computed, ref, watch, type Ref } from 'vue'
import type { DeskClient } from '../../../shared/contract/index.ts'
import type { DeskSettingName, DeskSettings } from '../../../shared/model/desk-settings.ts'
import { useDesk } from '../../composables/desk.ts'
import { useAction } from '../../composables/use-action.ts'

/** Carries the settings as chosen, and which of them were edited from outside. */
export type SettingsView = Awaited<ReturnType<DeskClient['settings']['get']>>

/** Follows one part of the settings from what is in force to what the operator wants instead. */
export const useSettingsForm = <D>(
  view: () => SettingsView,
  part: {
    names: readonly DeskSettingName[]
    read: (settings: DeskSettings) => D
    /** Gives what to change; null while something is not filled in. */
    write: (draft: D) => Partial<DeskSettings> | null
  },
  taken: (view: SettingsView) => void,
) => {
  const { desk } = useDesk()
  const draft = ref(part.read(view().settings)) as Ref<D>
  const isSaved = ref(false)
  const inForce = computed(() => JSON.stringify(part.read(view().settings)))
  const isChanged = computed(() => JSON.stringify(draft.value) !== inForce.value)
  const isFaulty = computed(() => part.names.some((name) => view().faults.includes(name)))
  const wanted = computed(() => part.write(draft.value))
  const saving = useAction(() => desk.settings.update(wanted.value ?? {}))

  const undo = (): void => {
    draft.value = part.read(view().settings)
    saving.clear()
  }
  const save = async (): Promise<void> => {
    if (wanted.value === null) return
    const changed = await saving.run()
    if (changed === undefined) return
    taken(changed)
    isSaved.value = true
  }
  watch(inForce, undo)
  watch(isChanged, (now) => {
    if (now) isSaved.value = false
  })

  return {
    draft,
    save,
    undo,
    isChanged,
    isFaulty,
    isSaved,
    canSave: computed(() => wanted.value !== null && (isChanged.value || isFaulty.value)),
    isSaving: saving.isRunning,
    error: saving.error,
  }
}

/** Carries how the form of one part stands, for the frame around it. */
export type SettingsForm = Omit<ReturnType<typeof useSettingsForm<unknown>>, 'draft'>
