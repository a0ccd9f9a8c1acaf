import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { anchorPath, readAnchors } from '../../src/main/audit/anchors.ts'
import { createAuditLog } from '../../src/main/audit/audit-log.ts'
import { eventHash, type ChainBody } from '../../src/main/audit/chain.ts'
import { verifyAudit } from '../../src/main/audit/verify.ts'
import { createStore } from '../../src/main/store/files/open.ts'
import { openAuditReader } from '../../src/main/store/audit/reader.ts'
import { storeMeta } from '../../src/main/store/store-meta.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { withoutTriggers } from './without-triggers.ts'

const clock = createFixedClock()
const spki = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' })

describe('verification of the audit', () => {
  let path = ''
  let publicKey: Buffer
  let privateKey: KeyObject

  beforeEach(() => {
    const { path: folder, remove } = makeTempFolder()
    onTestFinished(remove)
    const pair = generateKeyPairSync('ed25519')
    publicKey = spki(pair.publicKey)
    privateKey = pair.privateKey
    path = join(folder, 'store', 'desk.latchkey')
    const { store } = createStore({
      path,
      door: 'test',
      clock,
      storeId: 'store-1',
      populate: () => undefined,
    })
    storeMeta(store).setPublicKey(publicKey)
    const log = createAuditLog({
      store,
      clock,
      signer: () => (bytes) => sign(null, bytes, privateKey),
      onAppend: () => undefined,
    })
    for (let count = 1; count <= 30; count++) {
      log.append({
        action: 'operator.locked',
        result: 'done',
        actor: 'ada',
        target: `event ${String(count)}`,
      })
      if (count % 10 === 0) log.checkpoint()
    }
    store.close()
  })

  const anchors = () => readAnchors(anchorPath(path, 'store-1'))
  const check = (
    over: { publicKey?: Buffer | undefined; anchors?: ReturnType<typeof anchors> } = { publicKey },
  ) => {
    const reader = openAuditReader(path)
    const report = verifyAudit(reader, {
      anchors: over.anchors ?? anchors(),
      publicKey: over.publicKey,
      now: clock.now(),
    })
    reader.close()
    return report
  }
  /** Changes the store as somebody who has the file and SQLite would, past every trigger. */
  const tamper = (statements: string, ...values: (string | number)[]): void => {
    const db = new Database(path)
    withoutTriggers(db, () => {
      db.prepare(statements).run(...values)
    })
    db.close()
  }
  const rows = () => {
    const db = new Database(path)
    const found = db.prepare('SELECT * FROM audit_event_fields ORDER BY seq').all() as (ChainBody & {
      hash: string
    })[]
    db.close()
    return found
  }

  it('verifies an untouched chain with the key and the anchor from outside', () => {
    expect(check()).toMatchObject({
      verdict: 'verified',
      events: 30,
      bad: [],
      unsignedTail: 0,
      key: 'outside',
    })
  })

  it('says no more than “consistent” without a key from outside', () => {
    expect(check({})).toMatchObject({ verdict: 'consistent', key: 'own' })
  })

  it('says no more than “consistent” with an unsigned tail, and counts it', () => {
    const last = rows().at(-1)
    const body = {
      ...last,
      seq: 31,
      at: '',
      actor: 'ada',
      action: 'x',
      target: '',
      result: 'done',
      detail: '{}',
    }
    tamper(
      'INSERT INTO audit_event_fields (seq, at, actor, action, target, result, detail, prev_hash, hash) VALUES (31, ?, ?, ?, ?, ?, ?, ?, ?)',
      body.at,
      body.actor,
      body.action,
      body.target,
      body.result,
      body.detail,
      last?.hash ?? '',
      eventHash(last?.hash ?? '', body),
    )
    expect(check()).toMatchObject({ verdict: 'consistent', unsignedTail: 1, bad: [] })
  })

  it.each(['at', 'actor', 'action', 'target', 'result', 'detail', 'hash'])('finds a changed %s', (column) => {
    tamper(`UPDATE audit_event_fields SET ${column} = ${column} || 'x' WHERE seq = 7`)
    expect(check()).toMatchObject({ verdict: 'tampered' })
    expect(check().bad[0]).toEqual({ from: 7, to: 7, reason: 'body' })
  })

  it('finds a changed link', () => {
    tamper(`UPDATE audit_events SET prev_hash = 'x' WHERE seq = 7`)
    expect(check().bad[0]).toEqual({ from: 7, to: 7, reason: 'body' })
  })

  it('finds an event whose hash was made to fit: the next one no longer links to it', () => {
    const row = rows()[6]
    const forged = { ...row, actor: 'eve' } as ChainBody
    tamper(
      'UPDATE audit_event_fields SET actor = ?, hash = ? WHERE seq = 7',
      'eve',
      eventHash(rows()[5]?.hash ?? '', forged),
    )
    expect(check().bad[0]).toEqual({ from: 8, to: 8, reason: 'link' })
  })

  it('finds a deleted event as a gap', () => {
    tamper('DELETE FROM audit_events WHERE seq IN (12, 13)')
    expect(check().bad).toContainEqual({ from: 12, to: 13, reason: 'gap' })
  })

  it('finds a cut tail by the checkpoint that signed it', () => {
    tamper('DELETE FROM audit_events WHERE seq > 25')
    expect(check().bad).toContainEqual({ from: 26, to: 30, reason: 'truncated' })
  })

  it('finds a store that was rolled back, by the anchors outside it', () => {
    tamper('DELETE FROM audit_events WHERE seq > 20')
    const db = new Database(path)
    db.exec('DELETE FROM audit_checkpoints WHERE seq > 20')
    db.close()
    expect(check().bad).toEqual([{ from: 21, to: 30, reason: 'rollback' }])
    expect(check({ publicKey, anchors: anchors().slice(0, 2) })).toMatchObject({
      verdict: 'verified',
      checkpoints: 2,
    })
  })

  it('finds a chain that was written anew, by its signatures', () => {
    const db = new Database(path)
    let previous = (rows()[0] as unknown as { prev_hash: string }).prev_hash
    withoutTriggers(db, () => {
      for (const row of rows()) {
        const body = { ...row, actor: 'eve' }
        const hash = eventHash(previous, body)
        db.prepare('UPDATE audit_event_fields SET actor = ?, prev_hash = ?, hash = ? WHERE seq = ?').run(
          'eve',
          previous,
          hash,
          row.seq,
        )
        previous = hash
      }
    })
    db.close()
    const found = check()
    expect(found.checkpoints).toBe(0)
    const reasons = found.bad.map((bad) => bad.reason)
    expect(reasons).toContain('signature')
    expect(reasons).toContain('anchor-contradiction')
    expect(reasons).not.toContain('body')
  })

  it('finds checkpoints that were made to fit a chain written anew, by somebody without the key', () => {
    const db = new Database(path)
    let previous = (rows()[0] as unknown as { prev_hash: string }).prev_hash
    withoutTriggers(db, () => {
      for (const row of rows()) {
        const hash = eventHash(previous, { ...row, actor: 'eve' })
        db.prepare('UPDATE audit_event_fields SET actor = ?, prev_hash = ?, hash = ? WHERE seq = ?').run(
          'eve',
          previous,
          hash,
          row.seq,
        )
        db.prepare('UPDATE audit_checkpoints SET hash = ? WHERE seq = ?').run(hash, row.seq)
        previous = hash
      }
    })
    db.close()
    const { verdict, bad, checkpoints } = check({ publicKey, anchors: [] })
    expect(verdict).toBe('tampered')
    expect(checkpoints).toBe(0)
    expect(bad).toEqual([10, 20, 30].map((seq) => ({ from: seq, to: seq, reason: 'signature' })))
  })

  it('finds a checkpoint that another key signed', () => {
    const stranger = generateKeyPairSync('ed25519')
    expect(check({ publicKey: spki(stranger.publicKey) })).toMatchObject({ verdict: 'tampered' })
  })

  it('finds an anchor that does not belong to the chain', () => {
    const forged = { ...anchors()[0], hash: '0'.repeat(64) } as ReturnType<typeof anchors>[number]
    expect(check({ publicKey, anchors: [forged, ...anchors().slice(1)] }).bad).toEqual([
      { from: 10, to: 10, reason: 'anchor-contradiction' },
    ])
  })

  it('finds a checkpoint that was taken away, by its anchor', () => {
    tamper('DELETE FROM audit_checkpoints WHERE seq = ?', 20)
    expect(check().bad).toEqual([{ from: 20, to: 20, reason: 'anchor-contradiction' }])
  })

  it('keeps anchors private, one to a line, and reads past a line that is not whole', () => {
    const place = anchorPath(path, 'store-1')
    expect(statSync(place).mode & 0o777).toBe(0o600)
    expect(anchors().map((anchor) => anchor.seq)).toEqual([10, 20, 30])
    appendFileSync(place, '{"storeId":"store-1","se')
    expect(anchors()).toHaveLength(3)
    writeFileSync(place, readFileSync(place, 'utf8').replace('store-1', 'store-2'))
    expect(check()).toMatchObject({ verdict: 'verified' })
  })

  it('changes nothing of what it reads', () => {
    const before = readFileSync(path)
    check()
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('keeps rows from being changed or deleted by the program itself', () => {
    const db = new Database(path)
    expect(() => db.exec('DELETE FROM audit_events WHERE seq = 3')).toThrow('never deleted')
    expect(() => db.exec(`UPDATE audit_events SET body = 'eve'`)).toThrow('never changed')
    db.close()
  })
})
