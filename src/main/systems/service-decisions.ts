import { thresholds } from '../../shared/model/thresholds.ts'

/** Says in words what the built-in backend takes, and what was decided where no document says it. */
export interface ServiceDecisions {
  accepts: readonly string[]
  decided: readonly string[]
}

/** Says how many minutes a time in milliseconds is. */
export function minutes(time: number): string {
  return `${String(time / 60_000)} min`
}

/** Says how many days a time in milliseconds is. */
export function days(time: number): string {
  return `${String(time / 86_400_000)} days`
}

/** Says how an account is locked that secrets are tried on; `answer` is what even the right one gets then. */
export function throttled(answer: string): string {
  const { secretFailures, secretWindow } = thresholds
  const window = minutes(secretWindow)
  return `${String(secretFailures)} wrong secrets of an account within ${window} lock it for ${window}: even the right one is answered \`${answer}\` then.`
}
