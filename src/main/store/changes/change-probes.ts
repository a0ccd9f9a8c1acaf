import type { Selectable } from 'kysely'
import type { ProbeResult } from '../../../shared/model/change.ts'
import type { ChangeProbesTable } from '../schema/credential-schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries one sign-in that tried a candidate of a change. */
export type ProbeRow = Selectable<ChangeProbesTable>

/** Reads and writes the sign-ins that try candidates of changes; they count however the desk is ended. */
export interface ChangeProbeRows {
  /** Notes an attempt before it is made, and gives its number. */
  begin(row: Pick<ProbeRow, 'change_id' | 'subject' | 'at' | 'kind'>): number
  end(id: number, result: ProbeResult, outcome: string): void
  /** Gives the attempts of a change, oldest first. */
  ofChange(changeId: string): ProbeRow[]
  /** Gives the attempts on a subject after a time (UTC), those of a clock that has been set back among them. */
  ofSubject(subject: string, after: string): ProbeRow[]
}

/** Makes the repository of attempts. */
export function changeProbeRows(store: Store): ChangeProbeRows {
  const probes = () => sql.selectFrom('change_probes').selectAll().orderBy('id')
  return {
    begin(row) {
      const begun = sql.insertInto('change_probes').values({ ...row, result: null, outcome: null })
      const { id } = store.get(begun.returning('id')) ?? {}
      if (id === undefined) throw new Error('an attempt was not written down')
      return id
    },
    end(id, result, outcome) {
      store.run(sql.updateTable('change_probes').set({ result, outcome }).where('id', '=', id))
    },
    ofChange: (changeId) => store.all(probes().where('change_id', '=', changeId)),
    ofSubject: (subject, after) => store.all(probes().where('subject', '=', subject).where('at', '>', after)),
  }
}
