import { z } from 'zod'
import { addressRules, backendSettingRules } from './backend-rules.ts'
import { backendSecretKinds } from './backend-secret.ts'
import { rotationStates } from './rotation.ts'

/** Lists why a store cannot be used: each has a text and a next step in both languages. */
export const storeProblems = [
  'held',
  'newer',
  'not-a-store',
  'damaged',
  'unreadable',
  'not-writable',
  'no-space',
  'linked',
] as const

/** Names why a store cannot be used. */
export type StoreProblem = (typeof storeProblems)[number]

/** Lists why the system refuses a write into the store that is open. */
export const writeRefusals = ['no-space', 'not-writable'] as const satisfies StoreProblem[]

/** Says who holds a store that is in use. */
export const storeHolderSchema = z.object({ pid: z.int(), door: z.string(), since: z.string() })

/** Says who holds a store that is in use: process, door, and since when (UTC). */
export type StoreHolder = z.infer<typeof storeHolderSchema>

/** Lists what can be wrong with an operator's name or password when it is set. */
export const operatorRules = [
  'name-format',
  'name-one-script',
  'name-taken',
  'name-alike',
  'password-short',
  'password-long',
  'password-common',
  'password-has-name',
  'password-same',
] as const

/** Names a rule for operators' names and passwords. */
export type OperatorRule = (typeof operatorRules)[number]

/** Lists why a backup can fail; nothing of it is left behind. */
export const backupFaults = ['exists', 'no-space', 'not-writable', 'not-sound', 'no-store'] as const

/** Names why a backup failed. */
export type BackupFault = (typeof backupFaults)[number]

/** Lists why a backup is not put in the place of the store; nothing is changed then. */
export const restoreRefusals = [
  ...storeProblems,
  'leads-nowhere',
  'same-file',
  'not-sound',
  'being-read',
  'rotation-runs',
  'change-in-flight',
  'work-in-flight',
  'does-not-open',
] as const

/** Names why a backup is not put in the place of the store. */
export type RestoreRefusal = (typeof restoreRefusals)[number]

/** Holds every error that an operator can meet, by code, with the HTTP status and the facts that its text needs. */
export const problems = {
  NO_STORE: { status: 409 },
  STORE_UNAVAILABLE: {
    status: 409,
    data: z.object({ problem: z.enum(storeProblems), holder: storeHolderSchema.nullable() }),
  },
  /** Says why the store took no more in the middle of something. */
  STORE_WRITE_REFUSED: { status: 507, data: z.object({ why: z.enum(writeRefusals) }) },
  ALREADY_SET_UP: { status: 409 },
  NOT_SIGNED_IN: { status: 401 },
  FORBIDDEN: { status: 403, data: z.object({ roles: z.array(z.string()) }) },
  STEP_UP_REQUIRED: { status: 403 },
  PASSWORD_CHANGE_REQUIRED: { status: 403 },
  WRONG_PASSWORD: { status: 403, data: z.object({ triesLeft: z.int() }) },
  ONE_TIME_PASSWORD_EXPIRED: { status: 403 },
  CURRENT_PASSWORD_NEEDED: { status: 403 },
  LOCKED_OUT: { status: 403, data: z.object({ until: z.string() }) },
  RECOVERY_KEY_WRONG: {
    status: 403,
    data: z.object({ why: z.enum(['format', 'checksum', 'not-this-store']) }),
  },
  /** Says which rules are broken, and which name a new one reads like where that is one of them. */
  OPERATOR_RULE: {
    status: 422,
    data: z.object({ rules: z.array(z.enum(operatorRules)), like: z.string().optional() }),
  },
  LAST_ADMINISTRATOR: { status: 409 },
  /** Says that an operator is disabled, or is not, which does not allow what was asked. */
  OPERATOR_STATE: { status: 409, data: z.object({ state: z.enum(['enabled', 'disabled']) }) },
  NOT_FOUND: { status: 404, data: z.object({ what: z.string() }) },
  CHANGE_OPEN: { status: 409, data: z.object({ changeId: z.string(), state: z.string() }) },
  /** Says until when nothing may be concluded of a change: a request that was given up on may still run (UTC). */
  SETTLE_TIME: { status: 409, data: z.object({ until: z.string() }) },
  CHANGE_NOT_OPEN: { status: 409, data: z.object({ state: z.string() }) },
  /** Says from when on a sign-in may be tried again (UTC); null where the change has none left. */
  PROBES_USED_UP: { status: 409, data: z.object({ until: z.string().nullable() }) },
  CODE_USED: { status: 409 },
  PASSWORD_FORM: { status: 422 },
  PASSWORD_NOT_KNOWN: { status: 409 },
  CONFIRMATION_DIFFERS: { status: 422, data: z.object({ expected: z.string() }) },
  ALREADY_THERE: { status: 409, data: z.object({ what: z.string() }) },
  /** Says which rule a backend's address breaks. */
  ADDRESS_REFUSED: { status: 422, data: z.object({ rule: z.enum(addressRules) }) },
  DRAFT_GONE: { status: 410 },
  FILE_GONE: { status: 410 },
  /** Says that who asked has asked anew meanwhile, so that nobody waits for this answer. */
  READING_SUPERSEDED: { status: 409 },
  /** Says how many bytes a file may have. */
  FILE_TOO_BIG: { status: 413, data: z.object({ most: z.int() }) },
  /** Says that the store has changed since a file's plan was looked at. */
  PLAN_OUTDATED: { status: 409 },
  /** Says which other rotation runs at the backend. */
  ROTATION_RUNNING: { status: 409, data: z.object({ backend: z.string(), rotationId: z.string() }) },
  /** Says in which state the rotation is, which does not allow what was asked. */
  ROTATION_STATE: { status: 409, data: z.object({ state: z.enum(rotationStates) }) },
  ROTATION_EMPTY: { status: 409 },
  /** Says in which state a caller's case is, which does not allow what was asked. */
  RESET_STATE: { status: 409, data: z.object({ state: z.string() }) },
  /** Names the case that is open for the same user. */
  RESET_OPEN: { status: 409, data: z.object({ id: z.string(), number: z.int() }) },
  /** Says from when on another code may be asked for (UTC). */
  RESEND_TOO_SOON: { status: 409, data: z.object({ until: z.string() }) },
  CAPTCHA_GONE: { status: 409 },
  HANDED_OVER: { status: 409 },
  CHECKS_MISSING: { status: 422, data: z.object({ needed: z.int() }) },
  REASON_MISSING: { status: 422 },
  /** Says that a user has no phone number, by which alone the system of a reset finds and reaches them. */
  NO_PHONE: { status: 422 },
  SAMPLE_REFUSED: { status: 409, data: z.object({ why: z.enum(['not-empty', 'not-sample']) }) },
  BACKEND_DOWN: { status: 503 },
  /** Says that a backend has had another address since a change was begun. */
  BACKEND_MOVED: { status: 409 },
  /** Says which rule a setting of a backend breaks. */
  BACKEND_SETTING_REFUSED: { status: 422, data: z.object({ rule: z.enum(backendSettingRules) }) },
  /** Says that a password of an admin was changed, or that a rotation names it. */
  ADMIN_IN_USE: { status: 409 },
  BACKEND_IN_USE: { status: 409, data: z.object({ admins: z.int(), changes: z.int() }) },
  /** Says which credential was entered for another address of the backend. */
  BACKEND_SECRET_ELSEWHERE: {
    status: 409,
    data: z.object({ backend: z.string(), kind: z.enum(backendSecretKinds) }),
  },
  FOLDER_REFUSED: {
    status: 422,
    data: z.object({ folder: z.string(), why: z.enum(['not-absolute', 'not-a-folder', 'not-writable']) }),
  },
  BACKUP_FAILED: { status: 409, data: z.object({ why: z.enum(backupFaults), place: z.string() }) },
  RESTORE_REFUSED: { status: 409, data: z.object({ why: z.enum(restoreRefusals), place: z.string() }) },
  /** Says that a backup takes the place of the store just now. */
  RESTORING: { status: 503 },
  SEALED_VALUE_DAMAGED: { status: 500, data: z.object({ place: z.string() }) },
} as const

/** Names an error that an operator can meet. */
export type ProblemCode = keyof typeof problems

/** Gives the facts that go with an error's code. */
export type ProblemData<C extends ProblemCode> = (typeof problems)[C] extends { data: z.ZodType<infer D> }
  ? D
  : undefined

/** Carries an error that an operator can meet, from the use case that found it to the page that explains it. */
export class Problem<C extends ProblemCode = ProblemCode> extends Error {
  readonly code: C
  readonly data: ProblemData<C>

  constructor(code: C, ...[data]: ProblemData<C> extends undefined ? [] : [data: ProblemData<C>]) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.data = data as ProblemData<C>
  }
}
