import { serviceDecisions as nobase } from '../../src/main/systems/nobase/service-decisions.ts'
import { serviceDecisions as openim } from '../../src/main/systems/openim/service-decisions.ts'
import type { ServiceDecisions } from '../../src/main/systems/service-decisions.ts'
import { serviceDecisions as shuidi } from '../../src/main/systems/shuidi/service-decisions.ts'
import { serviceDecisions as yunhu } from '../../src/main/systems/yunhu/service-decisions.ts'
import type { Operation } from '../../src/shared/model/systems.ts'

/** Holds what the service takes and what is ours, for every operation, from the tables beside the code. */
export const decisionsOfService: Record<Operation, ServiceDecisions> = {
  'nobase.newPass': nobase.newPass,
  'nobase.updateSign': nobase.updateSign,
  'nobase.login': nobase.login,
  'shuidi.findPassword': shuidi.findPassword,
  'shuidi.sendCode': shuidi.sendCode,
  'openim.changePassword': openim.changePassword,
  'openim.login': openim.login,
  'yunhu.resetPassword': yunhu.resetPassword,
  'yunhu.getCaptcha': yunhu.getCaptcha,
  'yunhu.sendCode': yunhu.sendCode,
  'yunhu.login': yunhu.login,
  'yunhu.getShop': yunhu.getShop,
}
