import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anchorPath } from '../../src/main/audit/anchors.ts'
import { createAuditLog } from '../../src/main/audit/audit-log.ts'
import { openStore } from '../../src/main/store/files/open.ts'
import type { AuditReport } from '../../src/shared/contract/audit.ts'
import { makeSignedChain, type SignedChain } from '../audit/signed-chain.ts'
import { withoutTriggers } from '../audit/without-triggers.ts'
import { startTestDesk } from '../support/test-desk.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { latchkey } from './latchkey.ts'

const { path: folder, remove } = makeTempFolder('cli-audit')
const events = 300
let made: SignedChain
let key = ''

beforeAll(async () => {
  made = makeSignedChain(folder, events)
  key = join(folder, 'key.pem')
  writeFileSync(key, (await latchkey(['audit', 'public-key', '--store', made.path])).out.join('\n'))
})
afterAll(remove)

const audit = (command: string, ...args: string[]) => latchkey(['audit', command, ...args])
const report = (lines: string[]): AuditReport => JSON.parse(lines.join('\n')) as AuditReport

const pemOf = (publicKey: KeyObject): string => String(publicKey.export({ format: 'pem', type: 'spki' }))

let copies = 0
/** Gives a copy of the store in a folder of its own, with its anchors, changed past every guard. */
function changed(...statements: string[]): string {
  const place = join(folder, `changed-${String(++copies)}`)
  mkdirSync(join(place, 'anchors'), { recursive: true })
  const path = join(place, 'desk.latchkey')
  copyFileSync(made.path, path)
  copyFileSync(anchorPath(made.path, 'store-1'), anchorPath(path, 'store-1'))
  const db = new Database(path)
  withoutTriggers(db, () => {
    for (const statement of statements) db.exec(statement)
  })
  db.close()
  return path
}

function withoutReadableAnchors(): string {
  const path = changed()
  rmSync(anchorPath(path, 'store-1'))
  mkdirSync(anchorPath(path, 'store-1'))
  return path
}

/** Lists every file under a folder with its bytes. */
const stateOf = (place: string): [string, string][] =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry): [string, string] => {
      const path = join(entry.parentPath, entry.name)
      return [path, readFileSync(path, 'base64')]
    })

describe('audit verify', () => {
  it('is 0 only with the key from outside and an anchor equal to the last checkpoint', async () => {
    const verified = await audit('verify', '--store', made.path, '--public-key', key, '--json')
    expect(verified.code).toBe(0)
    expect(report(verified.out)).toMatchObject({ verdict: 'verified', events, rowMacs: 'not-checked' })
    expect((await audit('verify', '--store', made.path)).code).toBe(3)
    const stale = join(folder, 'stale.jsonl')
    writeFileSync(
      stale,
      readFileSync(anchorPath(made.path, 'store-1'), 'utf8').split('\n').slice(0, 2).join('\n'),
    )
    const old = await audit('verify', '--store', made.path, '--public-key', key, '--anchors', stale)
    expect(old.code).toBe(3)
    expect(old.out.filter((line) => line.startsWith('Next:'))).toEqual([
      expect.stringContaining('name newer anchors'),
    ])
  })

  it('is 1 where something was changed, and names the range', async () => {
    const path = changed(`UPDATE audit_event_fields SET result = 'done' WHERE seq BETWEEN 3 AND 6`)
    const ended = await audit('verify', '--store', path, '--public-key', key)
    expect(ended.code).toBe(1)
    expect(ended.out.join('\n')).toContain('Bad: events 3 to 3: body')
  })

  it('is 3 with an unsigned tail, which is listed', async () => {
    const path = changed('DELETE FROM audit_checkpoints WHERE seq = 300')
    writeFileSync(anchorPath(path, 'store-1'), '')
    const ended = await audit('verify', '--store', path, '--public-key', key)
    expect(ended.code).toBe(3)
    expect(ended.out.filter((line) => line.startsWith('Unsigned:'))).toHaveLength(100)
    expect(ended.out.join('\n')).toContain('After the last checkpoint: 100 unsigned.')
    expect(ended.out.join('\n')).toContain('not checked, which needs LATCHKEY_OPERATOR and LATCHKEY_PASSWORD')
  })

  it('is 4 where a page cannot be read, and names the range', async () => {
    const path = changed()
    const bytes = readFileSync(path)
    const page = Math.floor(bytes.indexOf('event 151","done') / 4096)
    bytes.fill(0, page * 4096, (page + 1) * 4096)
    writeFileSync(path, bytes)
    const ended = await audit('verify', '--store', path, '--public-key', key)
    expect(ended.code).toBe(4)
    const [, from = ''] = /Bad: events (\d+) to \d+: unreadable/.exec(ended.out.join('\n')) ?? []
    expect(ended.out).toContain(
      `Unproven: events 101 to ${String(Number(from) - 1)}: no signature reaches them`,
    )
  })

  it.each([
    ['no store', () => ['--store', join(folder, 'none')]],
    ['no store of ours', () => ['--store', key]],
    ['no key', () => ['--store', made.path, '--public-key', made.path]],
    ['no anchors where they were named', () => ['--store', made.path, '--anchors', join(folder, 'none')]],
    ['a folder for the anchors', () => ['--store', made.path, '--anchors', folder]],
    ['a folder in the place of the anchors', () => ['--store', withoutReadableAnchors()]],
    ['another format', () => ['--store', made.path, '--format', 'xml']],
  ])('is 2 with %s', async (_, args) => {
    expect(await audit('verify', ...args())).toMatchObject({ code: 2, out: [] })
  })

  it('is 2 with a key that is not there, and says where it was looked for', async () => {
    const { code, err } = await audit('verify', '--store', made.path, '--public-key', 'none.pem')
    expect({ code, err: err.join('\n') }).toEqual({
      code: 2,
      err: `The public key cannot be read: ${resolve('none.pem')}`,
    })
  })

  it('is 2 with a key of another kind, and 1 with another key', async () => {
    const other = join(folder, 'other.pem')
    writeFileSync(other, pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey))
    expect((await audit('verify', '--store', made.path, '--public-key', other)).code).toBe(2)
    writeFileSync(other, pemOf(generateKeyPairSync('ed25519').publicKey))
    expect((await audit('verify', '--store', made.path, '--public-key', other)).code).toBe(1)
  })

  it('says the same of the store, of a copy, and of one in a folder that nobody may write to', async () => {
    const said = async (path: string) => {
      const { newestAnchorAgeMs: _, ...rest } = report(
        (await audit('verify', '--store', path, '--public-key', key, '--json')).out,
      )
      return rest
    }
    const copy = changed()
    expect(await said(copy)).toEqual(await said(made.path))
    const place = dirname(copy)
    chmodSync(folder, 0o755)
    for (const name of ['', 'anchors']) chmodSync(join(place, name), 0o555)
    for (const file of [copy, key, anchorPath(copy, 'store-1')]) chmodSync(file, 0o444)
    const before = stateOf(place)
    const { newestAnchorAgeMs: _, ...rest } = report([verifyAsNobody(copy)])
    expect(rest).toEqual(await said(made.path))
    expect(stateOf(place)).toEqual(before)
    for (const name of ['', 'anchors']) chmodSync(join(place, name), 0o755)
  })

  /** Runs in a process that may not write there; root may everywhere, so that its process becomes another's. */
  function verifyAsNobody(path: string): string {
    const isRoot = process.getuid?.() === 0
    const entry = fileURLToPath(new URL('source-entry.ts', import.meta.url))
    const { stdout } = spawnSync(
      process.execPath,
      [entry, 'audit', 'verify', '--store', path, '--public-key', key, '--json'],
      { encoding: 'utf8', env: { TMPDIR: '/tmp' }, ...(isRoot && { uid: 65_534, gid: 65_534 }) },
    )
    return stdout
  }

  it('reads what a desk beside it has written, and does not take a checkpoint meanwhile for a rollback', async () => {
    const { store } = openStore({ path: changed(), door: 'test', clock: made.clock })
    createAuditLog({ store, clock: made.clock, signer: () => null, onAppend: () => undefined }).append({
      action: 'operator.locked',
      result: 'done',
      actor: 'ada',
      target: 'beside',
    })
    const ended = await audit('verify', '--store', store.path, '--public-key', key, '--json')
    store.close()
    expect(report(ended.out)).toMatchObject({ verdict: 'consistent', events: events + 1, unsignedTail: 1 })
  })
})

const hostile = ['=HYPERLINK("http://x.example")', '+1', '-1', '@SUM(A1)', '\tTab', '\rReturn', '＝1', '＠x']
const script = '<script>alert(1)</script><img src=x onerror=alert(1)>'
function hostileStore(): string {
  const { store } = openStore({ path: changed(), door: 'test', clock: made.clock })
  const log = createAuditLog({ store, clock: made.clock, signer: () => null, onAppend: () => undefined })
  for (const actor of [...hostile, script, '\u001b[2J\u202egnp'])
    log.append({ action: 'operator.locked', result: 'failed', actor, target: actor, detail: { why: actor } })
  store.close()
  return store.path
}

describe('audit list', () => {
  it('gives the newest first, filtered, as text, JSON and CSV', async () => {
    const some = await audit('list', '--store', made.path, '--limit', '2')
    expect(some.out.map((line) => line.split('  ')[0])).toEqual(['300', '299'])
    const json = await audit('list', '--store', made.path, '--actor', 'ada', '--target', 'EVENT 29', '--json')
    const rows = JSON.parse(json.out.join('\n')) as { seq: number; detail: object }[]
    expect(rows.map(({ seq }) => seq)).toEqual([298, 296, 294, 292, 290])
    expect(rows[0]?.detail).toEqual({ why: 'asked', count: 298 })
    const times = ['--from', '2026-06-01T12:10:00Z', '--to', '2026-06-01T12:12:00Z']
    const csv = await audit('list', '--store', made.path, ...times, '--format', 'csv')
    expect(csv.out.map((line) => line.split(',')[0])).toEqual(['seq', '11', '10'])
    expect((await audit('list', '--store', made.path, '--action', 'nothing')).out).toEqual([])
    const day = await audit(
      'list',
      '--store',
      made.path,
      '--from',
      '2026-06-01',
      '--to',
      '2026-06-01',
      '--limit',
      '999',
    )
    expect(day.out).toHaveLength(events)
  })

  it('lets no name steer the terminal', async () => {
    const { out } = await audit('list', '--store', hostileStore(), '--limit', '3')
    expect(out.join('\n')).not.toMatch(/[\u001b\u202e]/u)
  })

  it.each([
    ['--limit', '0'],
    ['--from', 'yesterday'],
    ['--format', 'pdf'],
  ])('is 2 with %s %s', async (...args) => {
    expect(await audit('list', '--store', made.path, ...args)).toMatchObject({ code: 2, out: [] })
  })
})

describe('audit export', () => {
  it('writes every event, oldest first, into a new private file, and over nothing', async () => {
    const to = join(folder, 'events.jsonl')
    expect(await audit('export', '--store', made.path, '--format', 'json', '--out', to)).toMatchObject({
      code: 0,
      out: [],
    })
    expect(statSync(to).mode & 0o777).toBe(0o600)
    const lines = readFileSync(to, 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual(
      Array.from({ length: events }, (_, at) => at + 1),
    )
    const before = readFileSync(to)
    expect((await audit('export', '--store', made.path, '--out', to)).code).toBe(2)
    expect(readFileSync(to).equals(before)).toBe(true)
  })

  it('writes CSV in which no cell is a formula', async () => {
    const { out } = await audit(
      'export',
      '--store',
      hostileStore(),
      '--format',
      'csv',
      '--from',
      '2026-06-01T17:00:00Z',
    )
    const text = out.join('\n')
    for (const cell of hostile) {
      expect(text).not.toContain(`,${cell}`)
      expect(text).not.toContain(`,"${cell.replaceAll('"', '""')}`)
      expect(text).toContain(`'${cell.replaceAll('"', '""')}`)
    }
  })
})

describe('audit report', () => {
  it.each(['en', 'zh-CN'])('is one page that loads and runs nothing: %s', async (language) => {
    const to = join(folder, `report-${language}.html`)
    expect(
      await audit('report', '--store', hostileStore(), '--language', language, '--out', to),
    ).toMatchObject({
      code: 0,
      out: [],
    })
    expect(statSync(to).mode & 0o777).toBe(0o600)
    const page = readFileSync(to, 'utf8')
    expect(page).toContain(`<html lang="${language}">`)
    expect(page).toMatch(
      /Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'/,
    )
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;')
    expect(page).not.toMatch(/<script|<img|<a |<link|\bon\w+="|style="|(src|href)=["'](?!x )/i)
    expect(page).not.toMatch(/[\u001b\u202e]/u)
    expect(page.match(/<svg /g)).toHaveLength(5)
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(page) ?? []
    expect(page).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`)
  })
})

describe('audit report of a changed store', () => {
  it.each([
    ['en', 'Events before a break, which no signature reaches', 'events 101 to 149'],
    ['zh-CN', '断裂处之前、没有签名能证明的事件', '事件 101 至 149'],
  ])('names the events that no signature reaches: %s', async (language, title, range) => {
    const path = changed(`UPDATE audit_event_fields SET actor = 'eve' WHERE seq = 150`)
    const page = (await audit('report', '--store', path, '--language', language)).out.join('\n')
    expect(page).toContain(`<h3>${title}</h3><ul class="tampered"><li>${range}</li></ul>`)
  })
})

describe('audit copy', () => {
  it('carries the audit, anchors and key, which are verified, listed and reported like the store’s', async () => {
    const to = join(folder, 'taken', 'copy.latchkey-audit')
    mkdirSync(dirname(to))
    expect(await audit('copy', '--store', made.path, '--to', to)).toMatchObject({ code: 0, out: [] })
    expect(readdirSync(dirname(to))).toEqual([basename(to)])
    expect(statSync(to).mode & 0o777).toBe(0o600)
    expect((await audit('verify', '--store', to, '--public-key', key)).code).toBe(0)
    for (const command of [['list'], ['export'], ['public-key'], ['findings']]) {
      const [name = '', ...args] = command
      expect((await audit(name, ...args, '--store', to)).out).toEqual(
        (await audit(name, ...args, '--store', made.path)).out,
      )
    }
    expect((await audit('report', '--store', to)).code).toBe(0)
    const before = readFileSync(to)
    expect((await audit('copy', '--store', made.path, '--to', to)).code).toBe(2)
    expect(readFileSync(to).equals(before)).toBe(true)
  })

  it('shows what was tampered with in the store, and in the copy itself', async () => {
    const to = join(folder, 'tampered.latchkey-audit')
    const path = changed(`UPDATE audit_event_fields SET actor = 'eve' WHERE seq = 9`)
    expect((await audit('copy', '--store', path, '--to', to)).err.join()).toContain('tampered')
    expect((await audit('verify', '--store', to, '--public-key', key)).code).toBe(1)
  })

  it('is no store: no command that writes opens it, and it stays as it is', async () => {
    const to = join(folder, 'no-store.latchkey-audit')
    await audit('copy', '--store', made.path, '--to', to)
    const before = readFileSync(to)
    const env = { LATCHKEY_OPERATOR: 'ada', LATCHKEY_PASSWORD: 'quiet harbour, long winter' }
    expect((await latchkey(['import', key, '--store', to], { env })).code).toBe(2)
    expect((await latchkey(['export', '--store', to, '--to', join(folder, 'x')], { env })).code).toBe(2)
    expect(readFileSync(to).equals(before)).toBe(true)
    expect(existsSync(`${to}-wal`)).toBe(false)
  })

  it('has nothing in it of what the store seals, hashes or keys', async () => {
    const at = await startTestDesk({ builtInStarts: 'when-asked' })
    await at.desk.close()
    const to = join(at.folder, 'copy.latchkey-audit')
    expect((await audit('copy', '--store', at.storePath, '--to', to)).code).toBe(0)
    const bytes = readFileSync(to)
    const db = new Database(at.storePath, { readonly: true })
    const tables = db
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'audit%' AND sql NOT LIKE '%VIRTUAL%'`,
      )
      .pluck()
      .all() as string[]
    let looked = 0
    for (const table of tables) {
      for (const row of db.prepare(`SELECT * FROM ${table}`).raw().iterate() as Iterable<unknown[]>) {
        for (const cell of row) {
          const isSecret = Buffer.isBuffer(cell) ? cell.length > 8 : /^\$2[aby]\$/.test(String(cell))
          if (!isSecret || table === 'store_meta') continue
          looked++
          expect(bytes.includes(cell as Buffer), `${table} in the copy`).toBe(false)
        }
      }
    }
    db.close()
    expect(looked).toBeGreaterThan(10)
    await at.end()
  })
})

it('leaves no trace beside the store, whatever was read of it', async () => {
  const place = dirname(changed())
  const path = join(place, 'desk.latchkey')
  const before = stateOf(place)
  for (const args of [['verify'], ['list'], ['export'], ['public-key'], ['report'], ['findings']]) {
    const [name = '', ...rest] = args
    await audit(name, ...rest, '--store', path)
  }
  await audit('copy', '--store', path, '--to', join(folder, 'elsewhere'))
  expect(stateOf(place)).toEqual(before)
})
