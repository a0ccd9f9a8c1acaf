import { z } from 'zod'
import { entryLimits } from '../model/entry-limits.ts'
import { userSorts, userStandings } from '../model/listed-users.ts'
import { longestSignText, signTextFault } from '../model/sign-text.ts'
import { forSupport } from './base.ts'

/** Checks a user of the built-in directory; `num` is the directory's number for them, `uid` their application's. */
export const userSchema = z.object({
  num: z.int(),
  appid: z.string(),
  uid: z.int(),
  account: z.string(),
  phone: z.string(),
  email: z.string(),
  nickname: z.string(),
  status: z.enum(['normal', 'disabled']),
  signText: z.string(),
})

/** Carries a user of the built-in directory. */
export type User = z.infer<typeof userSchema>

/** Checks a user in a list; `isLocked` is true while too many wrong secrets have locked the account. */
export const listedUserSchema = userSchema.extend({ isLocked: z.boolean() })

/** Carries a user in a list. */
export type ListedUser = z.infer<typeof listedUserSchema>

/** Checks a token of a user without the token itself; times are UTC. */
export const userTokenSchema = z.object({
  id: z.string(),
  issuedAt: z.string(),
  expiresAt: z.string(),
  state: z.enum(['live', 'expired', 'revoked']),
})

const user = z.object({ num: z.int() })

/** Describes the users of the built-in directory and their tokens. */
export const usersContract = {
  list: forSupport
    .input(
      z.object({
        /** Looks in account, phone, e-mail and nickname, and for a uid; 1 or 2 characters match at the beginning. */
        search: z.string().max(entryLimits.search).optional(),
        appid: z.string().max(1024).optional(),
        standing: z.enum(userStandings).optional(),
        /** Asks for another order than by number, which is the order in which users came. */
        sort: z.enum(userSorts).optional(),
        descending: z.boolean().default(false),
        cursor: z.string().max(2000).optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        rows: z.array(listedUserSchema),
        /** Says where to go on; after a page that is not full, where to look further. */
        nextCursor: z.string().nullable(),
        /** Says by what the rows are sorted; null by number, as asked, or because the order asked for takes too long here. */
        sort: z.enum(userSorts).nullable(),
        /** Counts all users; null while they are narrowed. */
        total: z.int().nullable(),
        readAt: z.string(),
      }),
    ),
  get: forSupport.input(user).output(
    z.object({
      user: userSchema,
      /** Says until when too many wrong passwords or codes have locked the account (UTC). */
      lockedUntil: z.string().nullable(),
      /** Holds the newest hundred tokens. */
      tokens: z.array(userTokenSchema),
    }),
  ),
  /** Sets a user's signature text by updateSign's rules for it, but without the user's own proof; audited. */
  setSignText: forSupport
    .input(
      user.extend({
        signText: z
          .string()
          .max(longestSignText)
          .refine((text) => signTextFault(text) === null, { error: 'blank, or with half a character' }),
      }),
    )
    .output(userSchema),
  /** Issues a token and gives it, with the key that goes with it, this once; audited. */
  issueToken: forSupport
    .meta({ stepUp: true })
    .input(user.extend({ days: z.int().min(1).max(90).default(7) }))
    .output(z.object({ token: z.string(), userkey: z.string(), expiresAt: z.string() })),
  revokeToken: forSupport
    .input(user.extend({ tokenId: z.string().regex(/^[0-9a-f]{64}$/) }))
    .output(z.object({ revoked: z.boolean() })),
  revokeAllTokens: forSupport.input(user).output(z.object({ revoked: z.int() })),
}
