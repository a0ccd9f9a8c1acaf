import type { OpenDesk } from '../open-desk.ts'

/** Signs what an import has written in a transaction of its own, and has the pages read anew what it may have changed. */
export function tellOfImport({ live, audit }: Pick<OpenDesk, 'live' | 'audit'>): void {
  audit.checkpoint()
  live.publish('audit')
  live.publish('admins')
  live.publish('directory')
}
