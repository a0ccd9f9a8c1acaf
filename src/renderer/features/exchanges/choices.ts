import type { ExchangePurpose } from '../../../shared/model/exchange-purpose.ts'
import type { OutcomeStatus } from '../../../shared/model/outcome.ts'
import type { Operation } from '../../../shared/model/systems.ts'

/** Lists the outcomes that a request which was sent can have had. */
export const exchangeStatuses: readonly OutcomeStatus[] = ['succeeded', 'rejected', 'unreachable', 'unknown']

/** Lists what the desk sends requests for. */
export const exchangePurposes: readonly ExchangePurpose[] = [
  'change',
  'sign-in',
  'verify',
  'probe',
  'reset',
  'test',
]

/** Lists the operations that the desk sends, by system. */
export const operations: readonly Operation[] = [
  'nobase.newPass',
  'nobase.updateSign',
  'nobase.login',
  'shuidi.findPassword',
  'shuidi.sendCode',
  'openim.changePassword',
  'openim.login',
  'yunhu.resetPassword',
  'yunhu.getCaptcha',
  'yunhu.sendCode',
  'yunhu.login',
  'yunhu.getShop',
]
