import type { ChangeFilter } from '../../shared/model/change-filter.ts'
import { isDecided, stateOfDecided } from '../../shared/model/told-change.ts'
import { useText } from './use-text.ts'

/** Names by what became of their last change admins are chosen, in the language of the page. */
export const useChangeFilterText = (): ((filter: ChangeFilter) => string) => {
  const { t, words } = useText()
  return (filter) => {
    if (filter === 'unsettled') return t('base.unsettled')
    return isDecided(filter)
      ? words.value.changeDecided[stateOfDecided(filter)].label
      : words.value.changeState[filter].label
  }
}
