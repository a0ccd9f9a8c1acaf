import { assertNever } from '../../../shared/model/assert-never.ts'
import { useText } from '../../composables/use-text.ts'
import type { SettingField, Settings } from './settings.ts'

/** Writes the value of a setting in the language of the page. */
export const useSettingText = (): ((field: SettingField, settings: Settings) => string) => {
  const { t, words } = useText()
  return (field, settings) => {
    switch (field) {
      case 'allowPasswordChange':
      case 'tokenValidation':
        return t(settings[field] ? 'applications.on' : 'applications.off')
      case 'status':
        return words.value.applicationStatus[settings.status]
      case 'developerStatus':
        return words.value.developerStatus[settings.developerStatus]
      case 'developerOverdueDays':
        return t('applications.overdueDays', {}, settings.developerOverdueDays)
      case 'accountLength':
      case 'passwordLength':
        return t('applications.range', { ...settings[field] })
      default:
        return assertNever(field)
    }
  }
}
