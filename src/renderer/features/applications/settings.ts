import type { Application } from '../../../shared/contract/applications.ts'
import { assertNever } from '../../../shared/model/assert-never.ts'
import type { Fillings } from '../../composables/use-text.ts'
import type { MessageKey } from '../../locales/messages.ts'
import { writtenAnswer } from './wire-answers.ts'

/** Lists the settings of an application that can be changed here, in the order in which they are shown. */
export const settingFields = [
  'allowPasswordChange',
  'tokenValidation',
  'status',
  'developerStatus',
  'developerOverdueDays',
  'accountLength',
  'passwordLength',
] as const

/** Names a setting of an application. */
export type SettingField = (typeof settingFields)[number]

/** Carries the settings of an application. */
export type Settings = Pick<Application, SettingField>

/** Names a text with what goes into it. */
export interface FilledKey {
  key: MessageKey
  fillings: Fillings
}

/** Gives the settings alone, in an object of their own. */
export const settingsOf = (application: Settings): Settings => ({
  allowPasswordChange: application.allowPasswordChange,
  tokenValidation: application.tokenValidation,
  status: application.status,
  developerStatus: application.developerStatus,
  developerOverdueDays: application.developerOverdueDays,
  accountLength: { ...application.accountLength },
  passwordLength: { ...application.passwordLength },
})

/** Lists the settings that differ. */
export const changedFields = (before: Settings, after: Settings): SettingField[] =>
  settingFields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))

/** Gives the named settings alone, so that a change leaves the others as somebody else may have set them. */
export const pickFields = (settings: Settings, fields: readonly SettingField[]): Partial<Settings> =>
  Object.fromEntries(fields.map((field) => [field, settings[field]]))

const isWhole = (value: number | null, max: number): boolean =>
  value !== null && Number.isSafeInteger(value) && value >= 0 && value <= max

/** Says whether the numbers can be taken as they are. */
export const isValid = ({ developerOverdueDays, accountLength, passwordLength }: Settings): boolean =>
  isWhole(developerOverdueDays, 36_500) &&
  [accountLength, passwordLength].every(
    ({ min, max }) => isWhole(min, 1024) && isWhole(max, 1024) && min <= max,
  )

/** Says what callers get once a setting is as given. */
export const effectOf = (field: SettingField, settings: Settings): FilledKey => {
  const { developerStatus, developerOverdueDays: days } = settings
  switch (field) {
    case 'allowPasswordChange':
      return settings.allowPasswordChange
        ? { key: 'applications.effect.allowOn', fillings: {} }
        : answering('applications.effect.allowOff', writtenAnswer('changeNotAllowed'))
    case 'tokenValidation':
      return settings.tokenValidation
        ? answering('applications.effect.tokenOn', writtenAnswer('tokenMissing'))
        : {
            key: 'applications.effect.tokenOff',
            fillings: { missing: writtenAnswer('accountMissing'), both: writtenAnswer('tokenWithAccount') },
          }
    case 'status':
      return effectOfStatus(settings.status)
    case 'developerStatus':
      return effectOfDeveloper(developerStatus, days)
    case 'developerOverdueDays':
      return developerStatus === 'overdue'
        ? answering('applications.effect.daysShown', writtenAnswer('developerOverdue', days))
        : { key: 'applications.effect.daysHidden', fillings: {} }
    case 'accountLength':
      return answering('applications.effect.account', writtenAnswer('accountLength'))
    case 'passwordLength':
      return answering('applications.effect.password', writtenAnswer('newPasswordFormat'))
    default:
      return assertNever(field)
  }
}

const open: FilledKey = { key: 'applications.effect.open', fillings: {} }

const answering = (key: MessageKey, answer: string): FilledKey => ({ key, fillings: { answer } })

const effectOfStatus = (status: Settings['status']): FilledKey => {
  if (status === 'normal') return open
  const name = status === 'reviewing' ? 'applicationReviewing' : 'applicationStopped'
  return answering('applications.effect.closed', writtenAnswer(name))
}

const effectOfDeveloper = (status: Settings['developerStatus'], days: number): FilledKey => {
  if (status === 'normal') return open
  return status === 'overdue'
    ? answering('applications.effect.closed', writtenAnswer('developerOverdue', days))
    : answering('applications.effect.closed', writtenAnswer('developerDisabled'))
}
