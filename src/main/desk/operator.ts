import type { Role } from '../../shared/model/roles.ts'

/** Carries the operator who does something, as a session knows them. */
export interface Operator {
  id: string
  name: string
  role: Role
}
