import type { Clock, Random } from '../../../shared/model/ports.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'

/** Carries a file that a page has handed in; it is in memory alone, and belongs to one operator. */
export interface IncomingFile {
  readonly id: string
  /** Holds the bytes; of a file that is not all here yet, what is missing is zero. */
  readonly bytes: Buffer
}

/** Keeps files that pages hand in until they are used, dropped, run out, or the desk is locked; one an operator. */
export interface IncomingFiles {
  /** Makes room for a file, in place of the one before; fails with `FILE_TOO_BIG`. */
  begin(operatorId: string, size: number): string
  /** Adds the next part; fails with `FILE_GONE`, or with `FILE_TOO_BIG` where there is more of it than was said. */
  add(operatorId: string, fileId: string, part: Uint8Array): void
  /** Gives a file that is all here; fails with `FILE_GONE`. */
  whole(operatorId: string, fileId: string): IncomingFile
  drop(operatorId: string, fileId: string): void
  /** Overwrites what an operator has handed in: what is being read of it ends with `FILE_GONE`. */
  dropThoseOf(operatorId: string): void
  /** Overwrites what nobody has used for half an hour. */
  dropOld(): void
  clear(): void
}

interface Held extends IncomingFile {
  filled: number
  endsAt: number
}

/** Makes a keeper of files with none in it. */
export function createIncomingFiles({ clock, random }: { clock: Clock; random: Random }): IncomingFiles {
  const files = new Map<string, Held>()
  const letGo = (operatorId: string): void => {
    // What was read may hold passwords.
    files.get(operatorId)?.bytes.fill(0)
    files.delete(operatorId)
  }
  const isOld = ({ endsAt }: Held): boolean => endsAt <= clock.now()
  const held = (operatorId: string, fileId: string): Held => {
    const file = files.get(operatorId)
    if (file?.id !== fileId || isOld(file)) throw new Problem('FILE_GONE')
    return file
  }
  return {
    begin(operatorId, size) {
      if (size > thresholds.incomingFileMost)
        throw new Problem('FILE_TOO_BIG', { most: thresholds.incomingFileMost })
      letGo(operatorId)
      const id = random.uuid()
      const endsAt = clock.now() + thresholds.incomingFileLife
      files.set(operatorId, { id, bytes: Buffer.alloc(size), filled: 0, endsAt })
      return id
    },
    add(operatorId, fileId, part) {
      const file = held(operatorId, fileId)
      if (file.filled + part.length > file.bytes.length)
        throw new Problem('FILE_TOO_BIG', { most: file.bytes.length })
      file.bytes.set(part, file.filled)
      file.filled += part.length
    },
    whole(operatorId, fileId) {
      const file = held(operatorId, fileId)
      if (file.filled < file.bytes.length) throw new Problem('FILE_GONE')
      return file
    },
    drop(operatorId, fileId) {
      if (files.get(operatorId)?.id === fileId) letGo(operatorId)
    },
    dropThoseOf: letGo,
    dropOld() {
      for (const [operatorId, file] of [...files]) if (isOld(file)) letGo(operatorId)
    },
    clear() {
      for (const operatorId of [...files.keys()]) letGo(operatorId)
    },
  }
}
