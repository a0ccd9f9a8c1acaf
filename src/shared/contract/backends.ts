import { z } from 'zod'
import { environmentSchema, systemSchema } from '../model/systems.ts'
import { forAdministrators } from './base.ts'

/** Checks a backend as the desk lists it; `url` is null for the desk's own. */
export const backendSchema = z.object({
  id: z.string(),
  name: z.string(),
  system: systemSchema,
  url: z.string().nullable(),
  environment: environmentSchema,
  builtIn: z.boolean(),
})

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
