import { z } from 'zod'
import { hasHiddenSigns } from '../../../shared/model/hidden-signs.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { applicationStatuses, developerStatuses } from '../applications.ts'
import { shopStatuses } from '../built-in-settings.ts'
import { codeChannels, codePurposes } from '../code-words.ts'
import { userStatuses } from '../users.ts'

const longest = 1024
const bcryptShape = /^\$2[aby]\$(0[4-9]|1[0-4])\$[./A-Za-z0-9]{53}$/

const key = z.string().min(1).max(longest)
/** Takes a name that shows as what it is. */
const name = key.refine((given) => !hasHiddenSigns(given), 'Invalid name: holds a sign that does not show')
const text = z.string().max(longest)
const time = z.iso.datetime({ offset: true }).transform((given) => new Date(given).toISOString())
const limits = z.object({ min: z.int().min(0).optional(), max: z.int().min(0).optional() }).optional()
const password = {
  password: z.string().min(1).max(thresholds.passwordMax).optional(),
  passwordHash: z
    .string()
    .regex(bcryptShape, 'Invalid hash: expected bcrypt ($2a, $2b or $2y) of cost 4 to 14')
    .optional(),
}

const application = z.object({
  appid: name,
  name: text.optional(),
  signature: key.optional(),
  status: z.enum(applicationStatuses).optional(),
  developerStatus: z.enum(developerStatuses).optional(),
  developerOverdueDays: z.int().min(0).optional(),
  allowPasswordChange: z.boolean().optional(),
  tokenValidation: z.boolean().optional(),
  accountLength: limits,
  passwordLength: limits,
})
const admin = z.object({
  userID: name,
  account: name.optional(),
  nickname: text.optional(),
  level: z.int().optional(),
  ...password,
  passwordChangedAt: time.optional(),
})
const user = z.object({
  appid: name,
  uid: z.int().min(0).optional(),
  account: name,
  phone: text.optional(),
  email: text.optional(),
  nickname: text.optional(),
  ...password,
  status: z.enum(userStatuses).optional(),
  signText: text.optional(),
})
const token = z.object({
  kind: z.enum(['user', 'admin']).optional(),
  account: key.optional(),
  appid: key.optional(),
  token: key,
  userkey: key.optional(),
  expiresAt: time.optional(),
})
const code = z.object({
  channel: z.enum(codeChannels).default('sms'),
  to: key,
  purpose: z.enum(codePurposes).default('reset'),
  codeid: z.int().min(0).optional(),
  code: key.optional(),
  expiresAt: time.optional(),
})

/** Checks one entry of each list of a document; what is left out keeps what is there, or gets its default. */
export const entrySchemas = {
  applications: application,
  admins: admin,
  users: user,
  tokens: token,
  codes: code,
}

/** Names a list of a document; lists are imported in this order. */
export type ListName = keyof typeof entrySchemas

/** Carries an application as a document gives it. */
export type ApplicationEntry = z.infer<typeof application>

/** Carries an admin as a document gives it. */
export type AdminEntry = z.infer<typeof admin>

/** Carries a user as a document gives it. */
export type UserEntry = z.infer<typeof user>

/** Carries a token as a document gives it. */
export type TokenEntry = z.infer<typeof token>

/** Carries a code as a document gives it. */
export type CodeEntry = z.infer<typeof code>

/** Checks the members of a document that are no lists. */
export const memberSchemas = {
  latchkeyDirectory: z.literal(1),
  shuidi: z.object({ signKey: key.optional(), template: key.optional() }),
  yunhu: z.object({
    companyId: key.optional(),
    accountSet: key.optional(),
    shop: z
      .object({
        shopid: z.int().min(0).optional(),
        shopname: text.optional(),
        status: z.enum(shopStatuses).optional(),
      })
      .optional(),
  }),
}

/** Carries the members of a document that are no lists. */
export interface DocumentMembers {
  shuidi?: z.infer<typeof memberSchemas.shuidi>
  yunhu?: z.infer<typeof memberSchemas.yunhu>
}

/** Gives when tokens and codes run out whose entries do not say. */
export const defaultExpiry = '2030-01-01T00:00:00.000Z'
