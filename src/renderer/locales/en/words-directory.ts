import type { UserStanding } from '../../../shared/model/listed-users.ts'
import type { Application } from '../../../shared/contract/applications.ts'

const applicationStatus: Record<Application['status'], string> = {
  normal: 'Normal',
  reviewing: 'Under review',
  stopped: 'Stopped',
}

const developerStatus: Record<Application['developerStatus'], string> = {
  normal: 'Normal',
  overdue: 'Overdue',
  disabled: 'Disabled',
}

const userStanding: Record<UserStanding, string> = {
  normal: 'Normal',
  locked: 'Locked',
  disabled: 'Disabled',
}

const tokenState: Record<'live' | 'expired' | 'revoked', string> = {
  live: 'Live',
  expired: 'Expired',
  revoked: 'Revoked',
}

const channel: Record<'sms' | 'email', string> = { sms: 'Text message', email: 'E-mail' }

const purpose: Record<'reset', string> = { reset: 'Reset of a password' }

/** Holds the closed vocabularies of the built-in directory: states of applications, users and tokens, and messages. */
export const directoryWords = {
  applicationStatus,
  developerStatus,
  userStanding,
  tokenState,
  channel,
  purpose,
}
