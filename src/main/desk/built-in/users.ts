import type { UserSort, UserStanding } from '../../../shared/model/listed-users.ts'
import { Problem } from '../../../shared/model/problems.ts'
import type { DirectoryUser } from '../../directory/users.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

interface UserListQuery {
  search?: string | undefined
  appid?: string | undefined
  standing?: UserStanding | undefined
  sort?: UserSort | undefined
  descending?: boolean | undefined
  cursor?: string | undefined
  limit: number
}

const tokensShown = 100
const day = 24 * 60 * 60 * 1000

/** Gives the use cases of the directory's users over a desk whose store is open when they are called. */
export function usersOf(need: () => OpenDesk) {
  return {
    list: (query: UserListQuery) => listUsers(need(), query),
    get: (num: number) => getUser(need(), num),
    setSignText: (by: Operator, input: { num: number; signText: string }) => setSignText(need(), by, input),
    issueToken: (by: Operator, input: { num: number; days: number }) => issueToken(need(), by, input),
    revokeToken: (by: Operator, input: { num: number; tokenId: string }) => revokeToken(need(), by, input),
    revokeAllTokens: (by: Operator, num: number) => revokeAllTokens(need(), by, num),
  }
}

function listUsers(desk: OpenDesk, query: UserListQuery) {
  const { search = '', appid, standing, sort: asked, descending = false, cursor, limit } = query
  const order = asked === undefined ? undefined : { sort: asked, descending }
  const selection = { search, appid, standing }
  const { users, next, sort } = desk.directory.users.search({ ...selection, order, after: cursor, limit })
  const isWhole = search.trim() === '' && appid === undefined && standing === undefined
  return {
    rows: users,
    nextCursor: next,
    sort,
    total: isWhole ? desk.directory.summary().users : null,
    readAt: desk.timestamp(),
  }
}

function getUser(desk: OpenDesk, num: number) {
  const { users, tokens } = desk.directory
  return {
    user: demandUser(desk, num),
    lockedUntil: users.lockedUntil(num),
    tokens: tokens.ofUser(num, tokensShown),
  }
}

/** Sets a signature text without the user's own proof; one that stands already is no change, and no event. */
function setSignText(desk: OpenDesk, by: Operator, { num, signText }: { num: number; signText: string }) {
  if (demandUser(desk, num).signText !== signText) {
    desk.directory.users.setSignText(num, signText, by.name)
    desk.live.publish('directory')
  }
  return demandUser(desk, num)
}

function issueToken(desk: OpenDesk, by: Operator, { num, days }: { num: number; days: number }) {
  const issued = desk.directory.tokens.issueToUser(demandUser(desk, num), days * day, by.name)
  desk.live.publish('directory')
  return { token: issued.token.reveal(), userkey: issued.userkey.reveal(), expiresAt: issued.expiresAt }
}

function revokeToken(desk: OpenDesk, by: Operator, { num, tokenId }: { num: number; tokenId: string }) {
  const revoked = desk.directory.tokens.revokeOf(demandUser(desk, num), tokenId, by.name)
  desk.live.publish('directory')
  return { revoked }
}

function revokeAllTokens(desk: OpenDesk, by: Operator, num: number) {
  const revoked = desk.directory.tokens.revokeAllOf(demandUser(desk, num).num, by.name)
  desk.live.publish('directory')
  return { revoked }
}

function demandUser(desk: OpenDesk, num: number): DirectoryUser {
  const user = desk.directory.users.byNum(num)
  if (user === null) throw new Problem('NOT_FOUND', { what: 'user' })
  return user
}
