import * as nobase from '../../src/main/systems/nobase/wire.ts'
import * as openim from '../../src/main/systems/openim/wire.ts'
import * as shuidi from '../../src/main/systems/shuidi/wire.ts'
import * as yunhu from '../../src/main/systems/yunhu/wire.ts'
import type { Operation, System } from '../../src/shared/model/systems.ts'
import { ownTexts } from './decisions.ts'

/** Carries one answer that says that an operation was not carried out. */
export interface FailureAnswer {
  code: string
  text: string
  /** Says how the client takes it; null where it leaves open what happened. */
  reason: string | null
  isOurs: boolean
}

/** Carries what the service answers and how the client reads an answer. */
export interface OperationAnswers {
  success: string
  failures: FailureAnswer[]
  /** Says how the client reads a listed code with a text that is not listed. */
  otherwise: { code: string; reason: string | null }[]
}

const owned = (system: System, text: string): boolean => text !== '' && ownTexts(system).has(text)

const ofNobase = ({ failures, otherwise, success }: nobase.AnswerTable): OperationAnswers => ({
  success: json({
    code: nobase.done.code,
    msg: nobase.messages.success,
    data: success === 'text' ? nobase.done.data : { token: '…', token_dead: 1_900_000_000 },
  }),
  failures: failures.map(({ code, orCode, data, reason, source }) => ({
    code: orCode === undefined ? String(code) : `${String(code)} (${String(orCode)} is read alike)`,
    text: data,
    reason,
    isOurs: source === 'ours',
  })),
  otherwise: byCode(otherwise),
})

const ofShuidi = ({ failures, success }: shuidi.AnswerTable, data: object): OperationAnswers => ({
  success: json({ status: 0, message: success.message ?? shuidi.ours.codeSent, data }),
  failures: failures.map(({ status, message, reason }) => ({
    code: String(status),
    text: message,
    reason,
    isOurs: owned('shuidi', message) || message === shuidi.ours.storageFailed.message,
  })),
  otherwise: codesOf(failures.filter(({ reason }) => reason !== null).map(({ status }) => status)),
})

const ofOpenim = (
  { documented, otherwise }: openim.FailureTable,
  data: Readonly<Record<string, unknown>>,
): OperationAnswers => ({
  success: json({ errCode: 0, errMsg: '', errDlt: '', data }),
  failures: documented.map(({ errCode, errMsg, errDlt, reason }) => ({
    code: String(errCode),
    text: errDlt === '' ? errMsg : `${errMsg} / ${errDlt}`,
    reason,
    isOurs: owned('openim', errDlt),
  })),
  otherwise: byCode(otherwise),
})

const ofYunhu = ({ actionName, dataFields, failures }: yunhu.AnswerTable): OperationAnswers => ({
  success: json({
    actionName,
    code: yunhu.done,
    msg: '',
    data: Object.fromEntries(
      Object.entries(dataFields).map(([name, kind]) => [name, kind === 'number' ? 1 : '…']),
    ),
  }),
  failures: failures.map(({ code, msg, reason }) => ({
    code: String(code),
    text: msg,
    reason,
    isOurs: owned('yunhu', msg),
  })),
  // Codes other than 0 say by themselves what is wrong.
  otherwise: [
    { code: '0', reason: 'other' },
    ...failures.flatMap(({ code, reason }) => (code === 0 ? [] : [{ code: String(code), reason }])),
  ],
})

/** Holds the answers of every operation, made of the tables by which the service answers and the client reads. */
export const operationAnswers: Record<Operation, OperationAnswers> = {
  'nobase.newPass': ofNobase(nobase.newPassTable),
  'nobase.updateSign': ofNobase(nobase.updateSignTable),
  'nobase.login': ofNobase(nobase.loginTable),
  'shuidi.findPassword': ofShuidi(shuidi.findPasswordTable, shuidi.passwordFound.data),
  'shuidi.sendCode': ofShuidi(shuidi.sendCodeTable, {}),
  'openim.changePassword': ofOpenim(openim.changePasswordTable, {}),
  'openim.login': ofOpenim(openim.loginTable, { adminToken: '…', adminUserID: '1000000001' }),
  'yunhu.resetPassword': ofYunhu(yunhu.answers.resetPassword),
  'yunhu.getCaptcha': ofYunhu(yunhu.answers.getCaptcha),
  'yunhu.sendCode': ofYunhu(yunhu.answers.sendCode),
  'yunhu.login': ofYunhu(yunhu.answers.login),
  'yunhu.getShop': ofYunhu(yunhu.answers.getShop),
}

function byCode(otherwise: Readonly<Record<number, string | null>>): OperationAnswers['otherwise'] {
  return Object.entries(otherwise).map(([code, reason]) => ({ code, reason }))
}

function codesOf(codes: readonly number[]): OperationAnswers['otherwise'] {
  return [...new Set(codes)].map((code) => ({ code: String(code), reason: 'other' }))
}

function json(value: object): string {
  return JSON.stringify(value)
}
