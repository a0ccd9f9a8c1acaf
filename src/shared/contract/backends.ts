import { z } from 'zod'
import { backendSecretKinds } from '../model/backend-secret.ts'
import { entryLimits } from '../model/entry-limits.ts'
import { outcomeReasons, outcomeSchema, outcomeStatuses } from '../model/outcome.ts'
import { environmentSchema, systemSchema } from '../model/systems.ts'
import { forAdministrators } from './base.ts'
import { typedName } from './typed-name.ts'

const names = z.object({ id: z.string(), name: z.string() })

/** Checks a backend as its row says it; `url` is null for the desk's own. */
export const backendViewSchema = names.extend({
  system: systemSchema,
  url: z.string().nullable(),
  environment: environmentSchema,
  builtIn: z.boolean(),
})

/** Carries a backend as its row says it. */
export type BackendView = z.infer<typeof backendViewSchema>

/** Checks a backend as the desk lists it; a damaged one was edited from outside. */
export const backendSchema = z.discriminatedUnion('damaged', [
  backendViewSchema.extend({ damaged: z.literal(false) }),
  names.extend({ damaged: z.literal(true) }),
])

/** Carries a backend as the desk lists it. */
export type ListedBackend = z.infer<typeof backendSchema>

const passwordEncoding = z.enum(['plain', 'md5-hex'])
const keptSecret = z.object({
  changedAt: z.string(),
  /** Is false where it was entered for another address, and has to be entered again. */
  usable: z.boolean(),
})
const application = z.object({
  appid: typedName(entryLimits.name),
  /** Say what the console's flags are set to; null where nobody knows. */
  tokenValidation: z.boolean().nullable(),
  allowPasswordChange: z.boolean().nullable(),
})
/** Checks what is recorded of an application; one entered long ago may lack its appid. */
const recorded = application.extend({ appid: z.string() })

/** Checks a backend with its settings and its way; of credentials it says only which there are. */
export const backendDetailSchema = backendViewSchema.extend({
  /** Is false where the row was edited or rolled back from outside: then nothing is sent there. */
  intact: z.boolean(),
  /** Says that an operator consented to http:// beyond this machine. */
  allowHttp: z.boolean(),
  proxy: z.string().nullable(),
  /** Lists the SHA-256 fingerprints of the CA file; empty takes the system's authorities. */
  authorities: z.array(z.string()),
  passwordEncoding,
  /** Names the account that signs in for every change at openim; empty where there is none. */
  callingAdmin: z.string(),
  /** Lists the applications of nobase that it is set up for. */
  applications: z.array(recorded.extend({ signature: keptSecret.nullable() })),
  signTemplate: z.string(),
  /** Names the credentials that its system asks for, beside those of its applications. */
  secretKinds: z.array(z.enum(backendSecretKinds)),
  secrets: z.array(keptSecret.extend({ kind: z.enum(backendSecretKinds) })),
  admins: z.int(),
  changes: z.int(),
})

/** Carries a backend with its settings and its way. */
export type BackendDetail = z.infer<typeof backendDetailSchema>

/** Carries an application that a backend is set up for, with what is known of its signature. */
export type BackendApplication = BackendDetail['applications'][number]

/** Checks how a backend stands: what became of the last request there, and what has to be entered again. */
export const backendStandingSchema = z.object({
  backendId: z.string(),
  last: z
    .object({
      id: z.int(),
      at: z.string(),
      status: z.enum(outcomeStatuses),
      reason: z.enum(outcomeReasons).nullable(),
    })
    .nullable(),
  /** Says that it is reached by http:// beyond this machine. */
  unencrypted: z.boolean(),
  /** Lists the credentials that were entered for another address. */
  elsewhere: z.array(z.enum(backendSecretKinds)),
})

/** Carries how a backend stands: what became of the last request there, and what has to be entered again. */
export type BackendStanding = z.infer<typeof backendStandingSchema>

const backend = z.object({ backendId: z.string().max(200) })
const named = z.object({
  name: typedName(entryLimits.backendName),
  url: z.string().max(entryLimits.address),
  environment: environmentSchema,
})
const secret = z.string().min(1).max(entryLimits.secret)
const whose = backend.extend({ appid: z.string().max(entryLimits.name) })
/** Takes the settings of every system; one that is not of the backend's own is refused. */
const settings = z.object({
  passwordEncoding: passwordEncoding.optional(),
  callingAdmin: typedName(entryLimits.name, 0).optional(),
  signTemplate: z.string().max(entryLimits.signRule).optional(),
  /** Holds a CA file (PEM), whose certificates take the place of the system's authorities; null takes it away. */
  authorities: z
    .string()
    .max(256 * 1024)
    .nullable()
    .optional(),
  /** Gives the address of a proxy, http://host:port; null takes it away. */
  proxy: z.string().max(entryLimits.address).nullable().optional(),
  /** Is the backend's name, typed to consent to http:// beyond this machine. */
  consent: z.string().max(entryLimits.backendName).optional(),
})

/** Describes the backends that the desk talks to. */
export const backendsContract = {
  list: forAdministrators.output(z.array(backendSchema)),
  /** Says how each backend stands that was not edited from outside. */
  standing: forAdministrators.output(z.array(backendStandingSchema)),
  get: forAdministrators.input(backend).output(backendDetailSchema),
  add: forAdministrators
    .input(named.extend(settings.shape).extend({ system: systemSchema.default('openim') }))
    .output(z.object({ id: z.string() })),
  /**
   * Changes what is named; another address takes the credentials away that were entered for the old one. Kept passwords
   * of admins are sent wherever the backend leads: to lead it elsewhere would show them like a reveal.
   */
  edit: forAdministrators
    .meta({ stepUp: true })
    .input(backend.extend(named.partial().shape).extend(settings.shape))
    .output(z.void()),
  /** Removes a backend that no admin and no change refers to. */
  remove: forAdministrators.input(backend).output(z.void()),
  /** Enters an application for a backend of nobase. */
  addApplication: forAdministrators
    .input(application.extend({ ...backend.shape, signature: secret.optional() }))
    .output(z.void()),
  /** Changes what is recorded of an application, for a reason; its signature goes along with another appid. */
  editApplication: forAdministrators
    .input(whose.extend({ to: application, reason: z.string().trim().min(1).max(entryLimits.reason) }))
    .output(z.object({ before: recorded, after: recorded })),
  /** Takes an application away, and its signature with it. */
  removeApplication: forAdministrators.input(whose).output(z.void()),
  /** Seals a credential for the backend's present address, or takes it away with null; one of an application names it. */
  setSecret: forAdministrators
    .input(
      backend.extend({
        kind: z.enum(backendSecretKinds),
        appid: whose.shape.appid.optional(),
        secret: secret.nullable(),
      }),
    )
    .output(z.void()),
  /** Tries the backend with a harmless request, or with the connection alone where there is no such request. */
  test: forAdministrators.input(backend).output(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('request'), outcome: outcomeSchema }),
      z.object({
        kind: z.literal('connection'),
        reached: z.boolean(),
        failure: z.string().nullable(),
        durationMs: z.int(),
      }),
    ]),
  ),
}
