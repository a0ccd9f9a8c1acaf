import type { AccountRowFilter } from '../../../shared/model/account-file.ts'

/** Lists by what rows are chosen, in the order in which one looks; the schemas themselves stay out of the page. */
export const accountRowFilters: readonly AccountRowFilter[] = [
  'error',
  'warned',
  'new',
  'changed',
  'unchanged',
]
