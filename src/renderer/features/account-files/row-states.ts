import type { AccountRowState } from '../../../shared/model/account-file.ts'

/** Lists what would become of a row, in the order in which one looks; the schemas themselves stay out of the page. */
export const accountRowStates: readonly AccountRowState[] = ['error', 'new', 'changed', 'unchanged']
