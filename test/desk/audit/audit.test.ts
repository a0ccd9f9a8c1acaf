import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditRows } from '../../../src/main/store/audit/audit-events.ts'
import { openStore } from '../../../src/main/store/files/open.ts'
import { openAuditReader } from '../../../src/main/store/audit/reader.ts'
import { systemClock } from '../../../src/main/platform/system-clock.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk({ builtInStarts: 'when-asked' })
})
afterAll(() => at.end())

async function lastOf<T>(steps: AsyncIterable<T>): Promise<T | undefined> {
  let last: T | undefined
  for await (const step of steps) last = step
  return last
}

describe('the checkpoints of a desk', () => {
  it('come every thousand events, without anybody asking', async () => {
    for (let count = 0; count < 1000; count++) at.desk.setPreferences('test page', { theme: 'dark' })
    for (let count = 0; at.desk.audit.chain().events < 1100; count++) {
      at.desk.applications.update(at.ada, {
        appid: at.desk.applications.list({ limit: 1 }).rows[0]?.appid ?? '',
        changes: { allowPasswordChange: count % 2 === 0 },
        reason: 'a test',
      })
    }
    await expect.poll(() => at.desk.audit.chain().lastCheckpoint?.seq ?? 0).toBeGreaterThanOrEqual(1000)
  })

  it('cover everything at a lock and at exit', async () => {
    at.desk.lock('ada')
    expect(at.desk.audit.chain()).toMatchObject({ unsignedTail: 0 })
    await at.desk.close()
    const { store } = openStore({ path: at.storePath, door: 'test', clock: systemClock })
    const rows = auditRows(store)
    expect(rows.lastCheckpoint()?.seq).toBe(rows.last()?.seq)
    store.close()
    at.ada = await (
      await at.restart()
    ).signIn('test page', {
      name: 'ada',
      password: 'quiet harbour, long winter',
    })
  })
})

describe('what the desk hands on of its audit', () => {
  it('exports what the filter lets through, up to the event that records it', async () => {
    let text = ''
    for await (const piece of at.desk.audit.export(at.ada, { action: 'application.changed' }, 'json'))
      text += piece.text
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { seq: number; action: string })
    expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(['application.changed']))
    expect(rows.length).toBe(
      at.desk.audit.list({ action: 'application.changed' }, { before: undefined, limit: 1 }).total,
    )
    const [event] = at.desk.audit.list({}, { before: undefined, limit: 1 }).events
    expect(event).toMatchObject({ action: 'audit.exported', actor: 'ada', detail: { format: 'json' } })
  })

  it('writes a report with its verification', async () => {
    const { html } = await at.desk.audit.report(at.ada, 'en')
    expect(html).toContain('Consistent: the chain holds within itself')
    expect(html).toContain('application.changed')
  })

  it('verifies another file without changing it, and records that it did', async () => {
    const copy = join(at.folder, 'copied')
    for (const suffix of ['', '-wal']) copyFileSync(at.storePath + suffix, copy + suffix)
    const found = await lastOf(at.desk.audit.openCopy(at.ada, { path: copy }))
    expect(found).toMatchObject({
      kind: 'report',
      report: { verdict: 'consistent', rowMacs: 'checked', badRows: [] },
    })
    const reader = openAuditReader(copy)
    const copied = reader.highest
    reader.close()
    expect(at.desk.audit.chain().events).toBeGreaterThan(copied ?? 0)
    expect(at.desk.audit.list({}, { before: undefined, limit: 1 }).events[0]).toMatchObject({
      action: 'audit.verified',
      target: copy,
    })
  })

  it('says why a file cannot be read', async () => {
    await expect(
      lastOf(at.desk.audit.openCopy(at.ada, { path: join(at.folder, 'none') })),
    ).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      data: { problem: 'unreadable' },
    })
    const steps = at.desk.audit.openCopy(at.ada, { path: at.storePath, publicKey: 'no key' })
    await expect(lastOf(steps)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the event of a built-in backend that was started', () => {
  it('names the port that it listens at, not the one that was asked for', async () => {
    const { url } = await at.desk.builtIn.start('ada')
    const [event] = at.desk.audit.list({ action: 'built-in.started' }, { limit: 1 }).events
    expect(event?.detail['port']).toBe(Number(new URL(url ?? '').port))
    expect(event?.detail['port']).not.toBe(0)
  })
})
