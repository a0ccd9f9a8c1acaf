import { filledText } from './documented-text.ts'
import { done, messages, type DocumentedAnswer } from './wire.ts'

/** Carries an answer of the service; `code` decides. */
export interface Answer {
  code: number
  msg: string
  data: string | { token: string; token_dead: number }
}

/** Gives the answer of a documented failure, with a name or a number put into its text. */
export function failure({ code, data }: DocumentedAnswer, value: string | number = ''): Answer {
  return { code, msg: messages.failure, data: filledText(data, value) }
}

/** Gives the answer of an operation that was carried out; a sign-in carries its token in place of the text. */
export function success(data: Answer['data'] = done.data): Answer {
  return { code: done.code, msg: messages.success, data }
}
