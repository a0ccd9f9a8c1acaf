import { useText } from '../../composables/use-text.ts'
import { changedParts, type ApplicationRecord, type RecordField } from './application-record.ts'
import { flagChoice } from './console-flags.ts'

const flagTexts = { '': 'notKnown', on: 'on', off: 'off' } as const

/** Carries one difference between two records of an application: in a line, and what the desk does once it is so. */
interface RecordChange {
  field: RecordField
  line: string
  effect: string | null
}

/** Writes what differs between two records of an application elsewhere, in the language of the page. */
export const useRecordText = (): ((
  before: ApplicationRecord,
  after: ApplicationRecord,
) => RecordChange[]) => {
  const { t } = useText()
  const valueOf = (field: RecordField, record: ApplicationRecord): string => {
    if (field !== 'appid') return t(`backends.form.${flagTexts[flagChoice(record[field])]}`)
    return record.appid === '' ? t('applications.remote.noAppid') : record.appid
  }
  const nameOf = (field: RecordField): string =>
    field === 'appid' ? t('backends.application.appid') : t(`applications.field.${field}`)

  return (before, after) =>
    changedParts(before, after).map((field) => ({
      field,
      line: t('applications.dialog.change', {
        field: nameOf(field),
        before: valueOf(field, before),
        after: valueOf(field, after),
      }),
      effect:
        field === 'appid'
          ? null
          : t(`backends.application.effect.${field}.${flagTexts[flagChoice(after[field])]}`),
    }))
}
