import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Gives the use cases of files that a page hands in over a desk whose store is open when they are called. */
export function incomingFilesOf(need: () => OpenDesk) {
  return {
    begin: (by: Operator, bytes: number): { fileId: string } => ({
      fileId: need().incomingFiles.begin(by.id, bytes),
    }),
    add(by: Operator, { fileId, part }: { fileId: string; part: string }): void {
      need().incomingFiles.add(by.id, fileId, Buffer.from(part, 'base64'))
    },
    drop(by: Operator, fileId: string): void {
      need().incomingFiles.drop(by.id, fileId)
    },
  }
}
