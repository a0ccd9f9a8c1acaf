import { z } from 'zod'

/** Lists why a store cannot be used: each has a text and a next step in both languages. */
export const storeProblems = [
  'held',
  'newer',
  'not-a-store',
  'damaged',
  'unreadable',
  'not-writable',
] as const

/** Names why a store cannot be used. */
export type StoreProblem = (typeof storeProblems)[number]

/** Says who holds a store that is in use. */
export const storeHolderSchema = z.object({ pid: z.int(), door: z.string(), since: z.string() })

/** Says who holds a store that is in use: process, door, and since when (UTC). */
export type StoreHolder = z.infer<typeof storeHolderSchema>

/** Lists what can be wrong with an operator's name or password when it is set. */
export const operatorRules = [
  'name-format',
  'name-taken',
  'password-short',
  'password-long',
  'password-common',
  'password-has-name',
  'password-same',
] as const

/** Names a rule for operators' names and passwords. */
export type OperatorRule = (typeof operatorRules)[number]

/** Holds every error that an operator can meet, by code, with the HTTP status and the facts that its text needs. */
export const problems = {
  NO_STORE: { status: 409 },
  STORE_UNAVAILABLE: {
    status: 409,
    data: z.object({ problem: z.enum(storeProblems), holder: storeHolderSchema.nullable() }),
  },
  ALREADY_SET_UP: { status: 409 },
  NOT_SIGNED_IN: { status: 401 },
  FORBIDDEN: { status: 403, data: z.object({ roles: z.array(z.string()) }) },
  STEP_UP_REQUIRED: { status: 403 },
  WRONG_PASSWORD: { status: 403, data: z.object({ triesLeft: z.int() }) },
  LOCKED_OUT: { status: 403, data: z.object({ until: z.string() }) },
  RECOVERY_KEY_WRONG: {
    status: 403,
    data: z.object({ why: z.enum(['format', 'checksum', 'not-this-store']) }),
  },
  OPERATOR_RULE: { status: 422, data: z.object({ rules: z.array(z.enum(operatorRules)) }) },
  NOT_FOUND: { status: 404, data: z.object({ what: z.string() }) },
  CHANGE_OPEN: { status: 409, data: z.object({ changeId: z.string(), state: z.string() }) },
  PASSWORD_NOT_KNOWN: { status: 409 },
  CONFIRMATION_DIFFERS: { status: 422, data: z.object({ expected: z.string() }) },
  ALREADY_THERE: { status: 409, data: z.object({ what: z.string() }) },
  /** Says which rule a backend's address breaks. */
  ADDRESS_REFUSED: { status: 422, data: z.object({ rule: z.string() }) },
  DRAFT_GONE: { status: 410 },
  SAMPLE_REFUSED: { status: 409, data: z.object({ why: z.enum(['not-empty', 'not-sample']) }) },
  BACKEND_DOWN: { status: 503 },
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
