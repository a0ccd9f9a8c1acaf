import type { ChangeFilter } from '../../shared/model/change.ts'
import { useText } from './use-text.ts'

/** Names by which states of their last change admins are chosen, in the language of the page. */
export const useChangeFilterText = (): ((filter: ChangeFilter) => string) => {
  const { t, words } = useText()
  return (filter) => (filter === 'unsettled' ? t('base.unsettled') : words.value.changeState[filter].label)
}
