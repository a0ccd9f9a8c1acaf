import { Tinypool } from 'tinypool'
import type { FindingCounts } from '../../audit/findings.ts'
import type { PasswordCensus } from '../../store/accounts/password-census.ts'
import type { FindingsTask, SortedFindingsTask } from '../../audit/findings-worker.ts'
import type { FindingsPage } from '../../audit/list-findings.ts'
import type { FindingsPlace } from '../../audit/order-findings.ts'
import type { FactsPlace } from '../../store/audit/findings-reader.ts'

/** Reads the findings of the open store off the main thread. */
export interface FindingsReading {
  page(task: Omit<FindingsTask, 'path'>): Promise<FindingsPage<FactsPlace>>
  sortedPage(task: Omit<SortedFindingsTask, 'path'>): Promise<FindingsPage<FindingsPlace>>
  summary(now: number): Promise<FindingCounts>
  census(now: number): Promise<PasswordCensus>
  close(): Promise<void>
}

/** Makes the reading of findings; `worker` is the place of the built `findings-worker`. */
export function createFindingsReading(worker: URL, path: string): FindingsReading {
  const pool = new Tinypool({ filename: worker.href, minThreads: 0, maxThreads: 1, idleTimeout: 30_000 })
  return {
    page: (task) => pool.run({ ...task, path }, { name: 'page' }) as Promise<FindingsPage<FactsPlace>>,
    sortedPage: (task) =>
      pool.run({ ...task, path }, { name: 'sortedPage' }) as Promise<FindingsPage<FindingsPlace>>,
    summary: (now) => pool.run({ path, now }, { name: 'summary' }) as Promise<FindingCounts>,
    census: (now) => pool.run({ path, now }, { name: 'census' }) as Promise<PasswordCensus>,
    close: () => pool.destroy(),
  }
}
