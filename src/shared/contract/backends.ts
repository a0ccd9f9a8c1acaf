import { z } from 'zod'
import { environmentSchema, systemSchema } from '../model/systems.ts'
import { forAdministrators } from './base.ts'

const names = z.object({ id: z.string(), name: z.string() })

/** Checks a backend as the desk lists it; `url` is null for the desk's own. A damaged one was edited from outside. */
export const backendSchema = z.discriminatedUnion('damaged', [
  names.extend({
    damaged: z.literal(false),
    system: systemSchema,
    url: z.string().nullable(),
    environment: environmentSchema,
    builtIn: z.boolean(),
  }),
  names.extend({ damaged: z.literal(true) }),
])

/** Carries a backend as the desk lists it. */
export type ListedBackend = z.infer<typeof backendSchema>

/** Describes the backends that the desk talks to. */
export const backendsContract = {
  list: forAdministrators.output(z.array(backendSchema)),
  /** Adds a backend of openim; `allowHttp` is the consent to http:// beyond this machine. */
  add: forAdministrators
    .input(
      z.object({
        name: z.string().trim().min(1).max(100),
        url: z.string().max(2000),
        environment: environmentSchema,
        passwordEncoding: z.enum(['plain', 'md5-hex']).default('plain'),
        allowHttp: z.boolean().default(false),
      }),
    )
    .output(z.object({ id: z.string() })),
}
