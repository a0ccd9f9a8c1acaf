import { sql as raw, type RawBuilder } from 'kysely'
import type { UserSort, UserStanding } from '../../../shared/model/listed-users.ts'

/** Says which users are wanted: of an application, or who stand so; `lockedAt` is the time that locks are held against. */
export interface UserSelection {
  appid?: string | undefined
  standing?: UserStanding | undefined
  lockedAt: number
}

/** Carries where users are read from, with the index that leads, and the condition that the index answers. */
export interface UserSource {
  from: RawBuilder<unknown>
  where: RawBuilder<boolean>
}

const always = raw<boolean>`1 = 1`
const ledBy = (index: string): RawBuilder<unknown> => raw`directory_users INDEXED BY ${raw.ref(index)}`
const byNumberAlone = raw`directory_users NOT INDEXED`

/** Gives the numbers of the users who are locked for a while. */
export function lockedNumbers(lockedAt: number): RawBuilder<unknown> {
  // The first of the two comparisons is the one that the index is made by.
  return raw`(SELECT CAST(substr(subject, 6) AS INTEGER)
    FROM directory_failures INDEXED BY directory_failures_locked
    WHERE locked_until > 0 AND locked_until > ${lockedAt} AND subject GLOB 'user:*')`
}

/** Says of each user who is come by whether they are of a selection. */
export function isSelected({ appid, standing, lockedAt }: UserSelection): RawBuilder<boolean> {
  const ofApplication = appid === undefined ? always : raw<boolean>`+directory_users.appid = ${appid}`
  return raw`(${ofApplication} AND ${stands(standing, lockedAt)})`
}

function stands(standing: UserStanding | undefined, lockedAt: number): RawBuilder<boolean> {
  if (standing === undefined) return always
  if (standing === 'disabled') return raw`+directory_users.status = 'disabled'`
  const among = raw.raw(standing === 'locked' ? 'IN' : 'NOT IN')
  return raw`+directory_users.status = 'normal' AND +directory_users.num ${among} ${lockedNumbers(lockedAt)}`
}

/** Gives the source that is in the order of numbers; all of a selection are in it, and with `normal` the locked ones. */
export function numberedSource({ appid, standing, lockedAt }: UserSelection): UserSource {
  const ofApplication = raw<boolean>`appid = ${appid}`
  if (standing === 'locked') {
    return { from: byNumberAlone, where: raw`directory_users.num IN ${lockedNumbers(lockedAt)}` }
  }
  if (standing === undefined) {
    return appid === undefined
      ? { from: byNumberAlone, where: always }
      : { from: ledBy('directory_users_by_application'), where: ofApplication }
  }
  const hasStatus = raw<boolean>`status = ${standing}`
  return appid === undefined
    ? { from: ledBy('directory_users_of_status'), where: hasStatus }
    : {
        from: ledBy('directory_users_of_application_and_status'),
        where: raw`${ofApplication} AND ${hasStatus}`,
      }
}

/**
 * Gives the source that is in the order of a column, with those of a selection in it and perhaps others: of an
 * application everybody, where the disabled ones of it are wanted.
 */
export function sortedSource({ appid, standing }: UserSelection, column: UserSort | 'nickname'): UserSource {
  if (appid !== undefined && column !== 'application') {
    return { from: ledBy(`directory_users_of_application_by_${column}`), where: raw`appid = ${appid}` }
  }
  return standing === 'disabled'
    ? { from: ledBy(`directory_users_disabled_by_${column}`), where: raw`status = 'disabled'` }
    : { from: ledBy(`directory_users_by_${column}`), where: always }
}
