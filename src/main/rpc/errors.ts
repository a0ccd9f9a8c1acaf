import { ORPCError } from '@orpc/server'
import { KeyNotHeldError } from '../../shared/model/key-not-held-error.ts'
import { Problem, problems } from '../../shared/model/problems.ts'
import { refusedWrite } from '../desk/refused-write.ts'

/**
 * Turns what a use case throws into what the page gets: a problem keeps its code and facts, a write that the store did not
 * take becomes one, all else stays inside.
 */
export function asAnswer(error: unknown): unknown {
  const problem = error instanceof Problem ? (error as Problem) : refusedWrite(error)
  if (problem !== null) {
    const { code, data } = problem
    return new ORPCError(code, { defined: true, status: problems[code].status, data })
  }
  if (error instanceof KeyNotHeldError) {
    return new ORPCError('NOT_SIGNED_IN', { defined: true, status: problems.NOT_SIGNED_IN.status })
  }
  return error
}
