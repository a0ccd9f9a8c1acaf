import type { Role } from '../../shared/model/roles.ts'

/** Carries the operator who does something, as a session knows them. */
export interface Operator {
  id: string
  name: string
  role: Role
}

/** Carries an operator who has signed in; until `mustChange` is over, they may only set a password of their own. */
export interface SignedInOperator extends Operator {
  mustChange: boolean
}
