import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Tinypool } from 'tinypool'
import { anchorsOf } from '../../audit/anchors-of.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Carries a part of an auditor's copy in base64, and how many of its bytes have been given. */
export interface CopyPiece {
  part: string
  done: number
  total: number
}

/** Bounds a part in bytes; a multiple of three, so that the parts in base64 make one text. */
const partBytes = 480_000

/**
 * Gives what an auditor takes away of the open store, part by part: its audit with this taking in it, anchors, public
 * key and findings, and no secret. It is made on a worker thread, in a folder of its own that is gone in the end.
 */
export async function* takeCopy(desk: OpenDesk, by: Operator): AsyncGenerator<CopyPiece, void> {
  desk.audit.append({
    action: 'audit.exported',
    result: 'done',
    actor: by.name,
    target: desk.store.id,
    detail: { format: 'copy' },
  })
  desk.audit.checkpoint()
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-copy-'))
  try {
    const to = join(folder, 'audit.latchkey')
    await make(desk, to)
    yield* piecesOf(to)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function make(desk: OpenDesk, to: string): Promise<void> {
  const { path } = desk.store
  const places = desk.audit.anchorPlaces().map((place) => place.path)
  const task = { from: path, to, anchors: anchorsOf(path, places), now: desk.clock.now() }
  const pool = new Tinypool({ filename: desk.auditWorker.href, minThreads: 0, maxThreads: 1 })
  try {
    await pool.run(task, { name: 'copy' })
  } finally {
    await pool.destroy()
  }
}

async function* piecesOf(path: string): AsyncGenerator<CopyPiece, void> {
  const file = await open(path)
  try {
    const { size: total } = await file.stat()
    for (let done = 0; done < total;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(partBytes), 0, partBytes, done)
      done += bytesRead
      yield { part: buffer.toString('base64', 0, bytesRead), done, total }
    }
  } finally {
    await file.close()
  }
}
