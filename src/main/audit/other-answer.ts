import type { StoreProblem } from '../../shared/model/problems.ts'
import { StoreError } from '../store/store-error.ts'

/** Carries what was read of another file, or why it cannot be read. */
export type OtherAnswer<T> = { value: T } | { problem: StoreProblem }

/** Turns what keeps a file from being read into an answer; every other error stays one. */
export function asOtherAnswer(error: unknown): OtherAnswer<never> {
  if (error instanceof StoreError) return { problem: error.problem }
  throw error
}
