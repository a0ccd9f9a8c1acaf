import type { ApplicationPreview } from '../../../shared/contract/applications.ts'
import { Problem } from '../../../shared/model/problems.ts'
import {
  withChanges,
  type ApplicationChanges,
  type ApplicationQuery,
  type DirectoryApplication,
} from '../../directory/applications.ts'
import { paths } from '../../systems/nobase/wire.ts'
import { judgeRequests } from './judge-requests.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { listRemoteApplications } from '../backends/remote-applications.ts'

type ApplicationListQuery = Omit<ApplicationQuery, 'after'> & { cursor?: string | undefined }

/** Gives the use cases of the directory's applications over a desk whose store is open when they are called. */
export function applicationsOf(need: () => OpenDesk) {
  return {
    list: (query: ApplicationListQuery) => listApplications(need(), query),
    names: () => listApplicationNames(need()),
    remote: () => listRemoteApplications(need()),
    get: (appid: string) => getApplication(need(), appid),
    preview: (input: { appid: string; changes: ApplicationChanges }) => previewApplication(need(), input),
    update: (by: Operator, input: { appid: string; changes: ApplicationChanges; reason: string }) =>
      updateApplication(need(), by, input),
  }
}

function listApplications(desk: OpenDesk, { cursor, limit, ...selection }: ApplicationListQuery) {
  const found = desk.directory.applications.list({ ...selection, after: cursor, limit: limit + 1 })
  const rows = found.slice(0, limit)
  return {
    rows,
    nextCursor: found.length > limit ? (rows.at(-1)?.appid ?? null) : null,
    readAt: desk.timestamp(),
  }
}

const mostNames = 1000

/** Gives the first thousand applications by appid, by which users are chosen; a name that proves nothing is left out. */
function listApplicationNames(desk: OpenDesk): { appid: string; name: string }[] {
  return desk.directory.applications
    .list({ limit: mostNames })
    .map(({ appid, name, damaged }) => ({ appid, name: damaged ? appid : name }))
}

function getApplication(desk: OpenDesk, appid: string): DirectoryApplication {
  const application = desk.directory.applications.byAppid(appid)
  if (application === null) throw new Problem('NOT_FOUND', { what: 'application' })
  return application
}

/** Judges the requests on record again with changed settings, and changes nothing. */
function previewApplication(
  desk: OpenDesk,
  { appid, changes }: { appid: string; changes: ApplicationChanges },
): ApplicationPreview {
  const before = getApplication(desk, appid)
  const rows = desk.requests.facts(Object.values(paths))
  const judged = judgeRequests(rows, { appid, before, after: withChanges(before, changes) })
  return { ...judged, readAt: desk.timestamp() }
}

/** Changes an application's flags; the next request meets them. */
function updateApplication(
  desk: OpenDesk,
  by: Operator,
  { appid, changes, reason }: { appid: string; changes: ApplicationChanges; reason: string },
) {
  const changed = desk.directory.applications.update(appid, changes, { actor: by.name, reason })
  if (changed === null) throw new Problem('NOT_FOUND', { what: 'application' })
  desk.live.publish('directory')
  return changed
}
