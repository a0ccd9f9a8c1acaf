import { oc } from '@orpc/contract'
import type { Role } from '../model/roles.ts'
import { problems } from '../model/problems.ts'

/** Says who may call a procedure; the guard reads it before the input is parsed, and refuses what names nobody. */
export interface ProcedureMeta {
  /** Names the roles that may call, or `anyone` without a session; absent, nobody may. */
  access?: 'anyone' | readonly Role[]
  /** Asks that the operator's password was given within the last five minutes. */
  stepUp?: boolean
  /** Lets in also who has to set a password of their own before anything else. */
  whileMustChange?: boolean
  /** Lets in also while a backup takes the place of the store, which otherwise waits for every call to end. */
  whileRestoring?: boolean
}

/** Starts every procedure of the contract: typed problems, and no access until it is given. */
export const base = oc.$meta<ProcedureMeta>({}).errors(problems)

/** Starts a procedure that needs no session. */
export const forAnyone = base.meta({ access: 'anyone' })

/** Starts a procedure for every signed-in operator. */
export const forOperators = base.meta({ access: ['administrator', 'support', 'auditor'] })

/** Starts a procedure for administrators only. */
export const forAdministrators = base.meta({ access: ['administrator'] })

/** Starts a procedure for administrators and support staff. */
export const forSupport = base.meta({ access: ['administrator', 'support'] })
