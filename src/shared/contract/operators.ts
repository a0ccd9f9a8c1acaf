import { z } from 'zod'
import { entryLimits } from '../model/entry-limits.ts'
import { roleSchema } from '../model/roles.ts'
import { forAdministrators, forOperators } from './base.ts'

const oneOperator = z.object({ id: z.string().max(64) })
const operatorAndRole = oneOperator.extend({ role: roleSchema })
const oneTimePassword = z.object({ oneTimePassword: z.string() })
const steppedUp = forAdministrators.meta({ stepUp: true })

/** Checks one operator of the list; who is disabled has no role, and times are UTC. */
export const listedOperatorSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema.nullable(),
  createdAt: z.string(),
  disabledAt: z.string().nullable(),
  /** Is true until they have set a password of their own. */
  mustChange: z.boolean(),
  /** Says until when their one-time password opens anything; null once they have one of their own. */
  oneTimeUntil: z.string().nullable(),
  lockedUntil: z.string().nullable(),
  lastSignIn: z.string().nullable(),
})

/** Describes the operators of the store. */
export const operatorsContract = {
  list: forAdministrators.output(z.array(listedOperatorSchema)),
  /**
   * Adds an operator with a password to hand over, good for setting one of their own; where none is given, the desk
   * makes it and gives it, once.
   */
  add: steppedUp
    .input(
      z.object({
        name: z.string().max(entryLimits.operatorName),
        role: roleSchema,
        password: z.string().max(entryLimits.password).optional(),
      }),
    )
    .output(z.object({ id: z.string(), oneTimePassword: z.string().nullable() })),
  /** Destroys a slot and makes one for the role, the same or another; ends the sessions; gives a password, once. */
  setRole: steppedUp.input(operatorAndRole).output(oneTimePassword),
  /** Destroys a slot and ends the sessions at once. */
  disable: steppedUp.input(oneOperator).output(z.void()),
  /** Lets a disabled operator in again; gives a password, once. */
  readmit: steppedUp.input(operatorAndRole).output(oneTimePassword),
  /** Ends the lock-out of an operator. */
  unlock: steppedUp.input(oneOperator).output(z.void()),
  /**
   * Changes the caller's own password, and ends their other sessions. Whoever has just signed in with a one-time
   * password need not give it again as the current one.
   */
  changeOwnPassword: forOperators
    .meta({ whileMustChange: true })
    .input(
      z.object({
        current: z.string().max(entryLimits.password).optional(),
        next: z.string().max(entryLimits.password),
      }),
    )
    .output(z.void()),
  /** Makes the recovery key anew and gives it, once; it is unproven until it was typed back. */
  newRecoveryKey: steppedUp.output(z.object({ recoveryKey: z.string() })),
}
