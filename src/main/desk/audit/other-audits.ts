import type { EventFormat } from '../../audit/event-text.ts'
import type { OtherExportPiece } from '../../audit/export-other-events.ts'
import type { OtherEventsFacets, OtherEventsPage, OtherEventsTask } from '../../audit/read-other-events.ts'
import type { OtherEventFilter } from '../../store/audit/other-event-cells.ts'
import { filterDetail } from './export-audit.ts'
import type { Asker } from '../newest-question.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Gives a page of another file's events; nothing of it is judged, and the file is only read. */
export async function listOther(
  desk: OpenDesk,
  task: OtherEventsTask,
  asker: Asker,
): Promise<OtherEventsPage & { readAt: string }> {
  const readAt = desk.timestamp()
  return { ...(await desk.otherAudits.page(task, asker)), readAt }
}

/** Gives who and what occurs in another file. */
export function otherFacets(desk: OpenDesk, task: { path: string }): Promise<OtherEventsFacets> {
  return desk.otherAudits.facets(task)
}

/** Gives another file's events as text, piece by piece; the own audit records it once the file turned out readable. */
export async function* exportOther(
  desk: OpenDesk,
  by: Operator,
  { path, filter, format }: { path: string; filter: OtherEventFilter; format: EventFormat },
): AsyncGenerator<OtherExportPiece, void> {
  let isRecorded = false
  for await (const piece of desk.otherAudits.export({ path, filter, format })) {
    if (!isRecorded) {
      isRecorded = true
      desk.audit.append({
        action: 'audit.exported',
        result: 'done',
        actor: by.name,
        target: path,
        detail: { format, ...filterDetail(filter) },
      })
    }
    yield piece
  }
}
