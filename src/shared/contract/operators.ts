import { z } from 'zod'
import { roleSchema } from '../model/roles.ts'
import { forAdministrators } from './base.ts'

/** Describes the operators of the store. */
export const operatorsContract = {
  list: forAdministrators.output(
    z.array(z.object({ id: z.string(), name: z.string(), role: roleSchema, createdAt: z.string() })),
  ),
  /** Adds an operator with a password that the administrator hands over. */
  add: forAdministrators
    .meta({ stepUp: true })
    .input(z.object({ name: z.string().max(200), role: roleSchema, password: z.string().max(4096) }))
    .output(z.object({ id: z.string() })),
}
