import { implement, ORPCError } from '@orpc/server'
import type { ProcedureMeta } from '../../shared/contract/base.ts'
import { contract } from '../../shared/contract/index.ts'
import { problems } from '../../shared/model/problems.ts'
import type { Desk } from '../desk.ts'
import type { SignedInOperator } from '../desk/operator.ts'
import type { CallContext } from './context.ts'
import { asAnswer } from './errors.ts'

/**
 * Starts the router: every procedure passes the guard before its input is parsed. What the contract says of access
 * and step-up is enforced here and nowhere else; a procedure that names nobody admits nobody.
 */
export function guarded(desk: Desk) {
  return implement(contract)
    .$context<CallContext>()
    .use(async ({ context, procedure, next }) => {
      const { meta } = procedure['~orpc']
      const call = () => {
        const operator = desk.operatorOf(context.caller)
        admit(meta, operator, () => desk.isSteppedUp(context.caller))
        return next({ context: { operator } })
      }
      try {
        return await (meta.whileRestoring === true ? call() : desk.attend(async () => call()))
      } catch (error) {
        throw asAnswer(error)
      }
    })
}

/** Gives the operator of a call that the guard has let in. */
export function signedIn(context: { operator: SignedInOperator | null }): SignedInOperator {
  if (context.operator === null) throw refusal('NOT_SIGNED_IN')
  return context.operator
}

function admit(meta: ProcedureMeta, operator: SignedInOperator | null, isSteppedUp: () => boolean): void {
  if (meta.access === 'anyone') return
  if (operator === null) throw refusal('NOT_SIGNED_IN')
  if (operator.mustChange && meta.whileMustChange !== true) throw refusal('PASSWORD_CHANGE_REQUIRED')
  const roles = meta.access ?? []
  if (!roles.includes(operator.role)) throw refusal('FORBIDDEN', { roles: [...roles] })
  if (meta.stepUp === true && !isSteppedUp()) throw refusal('STEP_UP_REQUIRED')
}

function refusal(
  code: 'NOT_SIGNED_IN' | 'PASSWORD_CHANGE_REQUIRED' | 'FORBIDDEN' | 'STEP_UP_REQUIRED',
  data?: { roles: string[] },
) {
  return new ORPCError(code, { defined: true, status: problems[code].status, data })
}
