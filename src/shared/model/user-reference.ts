import { z } from 'zod'

const text = z.string().min(1).max(1024)

/** Checks whose password is reset at a system that knows users, by the names that the system has for them. */
export const userReferenceSchema = z.discriminatedUnion('system', [
  /** Names a user of an application; `by` says what proves who is meant: the present password, or a token. */
  z.object({ system: z.literal('nobase'), appid: text, user: text, by: z.enum(['password', 'token']) }),
  z.object({ system: z.literal('shuidi'), phone: text, uid: text }),
  z.object({ system: z.literal('yunhu'), mbphone: text }),
])

/** Names a user whose password is reset. */
export type UserReference = z.infer<typeof userReferenceSchema>

/** Gives what the desk calls a user: the account or the phone, as an operator types it to confirm. */
export function userName(user: UserReference): string {
  switch (user.system) {
    case 'nobase':
      return user.user
    case 'shuidi':
      return user.phone
    case 'yunhu':
      return user.mbphone
  }
}
