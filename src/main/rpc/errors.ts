import { ORPCError } from '@orpc/server'
import { KeyNotHeldError } from '../../shared/model/key-not-held-error.ts'
import { Problem, problems } from '../../shared/model/problems.ts'

/** Turns what a use case throws into what the page gets: a problem keeps its code and facts, all else stays inside. */
export function asAnswer(error: unknown): unknown {
  if (error instanceof Problem) {
    const { code, data } = error as Problem
    return new ORPCError(code, { defined: true, status: problems[code].status, data })
  }
  if (error instanceof KeyNotHeldError) {
    return new ORPCError('NOT_SIGNED_IN', { defined: true, status: problems.NOT_SIGNED_IN.status })
  }
  return error
}
