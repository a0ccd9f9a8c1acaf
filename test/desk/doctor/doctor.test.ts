import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { doctorChecks, type DoctorFinding, type DoctorLine } from '../../../src/shared/model/doctor.ts'
import type { Assembly } from '../../../src/main/desk/assemble.ts'
import { addBackend } from '../../../src/main/desk/backends/backend-changes.ts'
import { setBackendSecret } from '../../../src/main/desk/backends/backend-secrets.ts'
import { createCallsInFlight } from '../../../src/main/desk/calls-in-flight.ts'
import { createDeskHolder } from '../../../src/main/desk/desk-holder.ts'
import { directoryOf } from '../../../src/main/desk/built-in/directory.ts'
import { examineFolder } from '../../../src/main/desk/doctor/doctor-files.ts'
import { examineWithKeys } from '../../../src/main/desk/doctor/doctor-keys.ts'
import { examineStore } from '../../../src/main/desk/doctor/doctor.ts'
import { maintenanceOf } from '../../../src/main/desk/backups/maintenance.ts'
import { keepBackup, stageBackup } from '../../../src/main/store/files/backup.ts'
import { openReadOnlyStore } from '../../../src/main/store/files/read-only-store.ts'
import { restoreStore } from '../../../src/main/store/files/restore.ts'
import { openAuditReader } from '../../../src/main/store/audit/reader.ts'
import { withoutTriggers } from '../../audit/without-triggers.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { prepareKeylessDesks, type KeylessDesks } from '../../support/keyless-desk.ts'
import { sourceResources } from '../../support/source-resources.ts'
import { tellByIndex } from '../../store/audit/tell-by-index.ts'
import { makeTempFolder, tempFolder } from '../../support/temp-folder.ts'

const clock = createFixedClock()
const day = 24 * 3_600_000
const linux = { platform: 'linux', profile: null } as const

let whole: ReturnType<typeof makeTempFolder>
let desks: KeylessDesks
let held: Assembly
const unused = (): never => {
  throw new Error('nothing is exchanged here')
}
beforeAll(async () => {
  whole = makeTempFolder()
  desks = prepareKeylessDesks({ folder: join(whole.path, 'store'), clock, settleMs: 1000 })
  const made = desks.make()
  const { audit, store } = made.desk
  const event = { result: 'done', actor: 'desk' } as const
  audit.append({
    ...event,
    action: 'operator.added',
    target: 'ada',
    detail: { role: 'administrator', slot: 's1' },
  })
  audit.append({ ...event, action: 'recovery-key.issued', target: store.id, detail: { slot: 's2' } })
  await made.close()
  const db = new Database(desks.path)
  db.exec(`
    INSERT INTO operators (id, name, name_key, created_at) VALUES ('a', 'ada', 'ada', '2026-06-01');
    INSERT INTO key_slots VALUES
      ('s1', 'a', 'administrator', 131072, 8, 1, x'00', zeroblob(65), '2026-06-01'),
      ('s2', 'recovery', 'administrator', 131072, 8, 1, x'00', zeroblob(65), '2026-06-01');
    UPDATE store_meta SET recovery_proven = 1`)
  db.close()
  // A desk whose vault has the keys of every copy of the store.
  cpSync(dirname(desks.path), join(whole.path, 'held'), { recursive: true })
  chmodSync(join(whole.path, 'held'), 0o700)
  held = desks.open(join(whole.path, 'held', 'desk.latchkey'))
  const ada = { id: 'a', name: 'ada', role: 'administrator' } as const
  directoryOf(() => held.desk).loadSample(ada)
  for (const name of ['north', 'south']) {
    const { id } = addBackend(held.desk, ada, {
      name,
      url: `https://${name}.example`,
      environment: 'staging',
    })
    setBackendSecret(held.desk, ada, { backendId: id, kind: 'token', secret: `token of ${name}` })
  }
})
afterAll(async () => {
  await held.close()
  await desks.close()
  whole.remove()
})

let path = ''
beforeEach(() => {
  const folder = join(tempFolder(), 'store')
  cpSync(dirname(desks.path), folder, { recursive: true })
  chmodSync(folder, 0o700)
  path = join(folder, 'desk.latchkey')
})

const examine = (later = 0): DoctorLine[] => examineStore({ path, now: clock.now() + later, ...linux })
const failures = (lines: DoctorLine[]): DoctorFinding[] =>
  lines.filter(({ state }) => state === 'failing').map(({ finding }) => finding)
const edit = (statement: string): void => {
  const db = new Database(path)
  db.exec(statement)
  db.close()
}
const snapshot = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(dirname(path), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'base64')]),
  )

describe('the examination of a store', () => {
  it('finds all well in a store that is, says each thing once, and leaves the folder byte for byte', () => {
    const before = snapshot()
    const lines = examine()
    expect(failures(lines)).toEqual([])
    expect(new Set(lines.map(({ check }) => check)).size).toBe(15)
    expect(lines.find(({ check }) => check === 'operators')?.facts).toEqual({
      administrators: 1,
      support: 0,
      auditors: 0,
    })
    expect(snapshot()).toEqual(before)
  })

  it.each<[DoctorFinding, () => void]>([
    [
      'folder-open',
      () => {
        chmodSync(dirname(path), 0o755)
      },
    ],
    [
      'file-open',
      () => {
        chmodSync(path, 0o644)
      },
    ],
    [
      'pages-damaged',
      () => {
        const db = new Database(path)
        const page = db
          .prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'directory_users'`)
          .pluck()
          .get()
        db.close()
        const bytes = readFileSync(path)
        bytes.fill(0xff, 4096 * (Number(page) - 1), 4096 * Number(page))
        writeFileSync(path, bytes)
      },
    ],
    [
      'references-broken',
      () => {
        edit(`PRAGMA foreign_keys = OFF; INSERT INTO candidates VALUES ('k', 'no change', 'old', x'00', '')`)
      },
    ],
    [
      'chain-broken',
      () => {
        const db = new Database(path)
        withoutTriggers(db, () => db.exec(`UPDATE audit_event_fields SET actor = 'somebody' WHERE seq = 1`))
        db.close()
      },
    ],
    [
      'not-ended-cleanly',
      () => {
        edit('UPDATE store_meta SET clean_exit = 0')
      },
    ],
    [
      'no-administrator',
      () => {
        edit(`UPDATE operators SET disabled_at = '2026-06-01'`)
      },
    ],
    [
      'no-recovery-slot',
      () => {
        edit(`DELETE FROM key_slots WHERE holder = 'recovery'`)
      },
    ],
    [
      'slot-too-cheap',
      () => {
        edit(`UPDATE key_slots SET kdf_n = 1024 WHERE holder = 'a'`)
      },
    ],
    [
      'slot-missing',
      () => {
        edit(`INSERT INTO operators (id, name, name_key, created_at) VALUES ('b', 'bo', 'bo', '2026-06-01')`)
      },
    ],
    [
      'slot-damaged',
      () => {
        edit(`UPDATE key_slots SET sealed_ring = zeroblob(64) WHERE holder = 'a'`)
      },
    ],
    [
      'slot-put-back',
      () => {
        edit(`UPDATE key_slots SET id = 'of a copy' WHERE holder = 'a'`)
      },
    ],
    [
      'slot-put-back',
      () => {
        edit(`UPDATE key_slots SET id = 'of a copy' WHERE holder = 'recovery'`)
      },
    ],
    [
      'slot-put-back',
      () => {
        edit(`INSERT INTO key_slots SELECT 's3', 'nobody', role, kdf_n, kdf_r, kdf_p, salt, sealed_ring, created_at
          FROM key_slots WHERE id = 's1'`)
      },
    ],
    [
      'schema-foreign',
      () => {
        edit('CREATE TRIGGER forget AFTER INSERT ON candidates BEGIN DELETE FROM candidates; END')
      },
    ],
    [
      'schema-foreign',
      () => {
        edit('CREATE VIEW all_of_them AS SELECT * FROM accounts')
      },
    ],
    [
      'schema-foreign',
      () => {
        edit('DROP INDEX accounts_weak')
      },
    ],
    [
      'pages-damaged',
      () => {
        tellByIndex(path, 'operator.added', 'operator.locked')
      },
    ],
  ])('finds what is wrong, and only that: %s', (finding, spoil) => {
    spoil()
    expect(failures(examine())).toEqual([finding])
  })

  it('wants a backup of a store that is older than a week', () => {
    expect(failures(examine(6 * day))).toEqual([])
    expect(failures(examine(8 * day))).toEqual(['backup-old'])
    expect(failures(examine(15 * day))).toEqual(['backup-old', 'clock-ahead'])
  })

  it('says who holds a store, and then asks for no clean exit', () => {
    const lines = examineStore({ path: held.desk.store.path, now: clock.now(), ...linux })
    expect(failures(lines)).toEqual([])
    expect(lines.find(({ check }) => check === 'holder')).toMatchObject({
      finding: 'held',
      facts: { pid: process.pid, door: 'test' },
    })
    expect(lines.find(({ check }) => check === 'exit')).toMatchObject({ state: 'not-checked' })
  })

  it.each<[DoctorFinding, () => void]>([
    [
      'unreadable',
      () => {
        path = join(dirname(path), 'nothing')
      },
    ],
    [
      'not-a-store',
      () => {
        truncateSync(path, 0)
      },
    ],
    [
      'newer',
      () => {
        edit('PRAGMA user_version = 9999')
      },
    ],
  ])('ends where there is no store to look at, and leaves what is there: %s', (finding, spoil) => {
    spoil()
    const before = snapshot()
    expect(examine()).toEqual([{ check: 'header', state: 'failing', finding, facts: {} }])
    expect(snapshot()).toEqual(before)
  })

  it('reads a store of which only the folder of a profile protects it on Windows', () => {
    const folder = dirname(path)
    const at = (profile: string | null) => examineFolder(path, { platform: 'win32', profile }).finding
    expect([at(folder), at(dirname(folder)), at(join(folder, 'deeper')), at(null)]).toEqual([
      'in-profile',
      'in-profile',
      'outside-profile',
      'outside-profile',
    ])
  })
})

describe('the examination by the desk that holds the store', () => {
  it('looks at everything, keys and all, off the main thread', async () => {
    const deps = {
      ...held.desk,
      ...linux,
      storePath: held.desk.store.path,
      worker: sourceResources.maintenanceWorker,
      holder: createDeskHolder({
        openStore: unused,
        assemble: unused,
        calls: createCallsInFlight(),
        report: unused,
      }),
    }
    const lines = await maintenanceOf(() => held.desk, deps).doctor()
    expect(lines.map(({ check }) => check)).toEqual(doctorChecks)
    expect(failures(lines)).toEqual([])
    expect(lines.at(-1)).toMatchObject({ finding: 'seals-open' })
  })
})

describe('the examination with keys', () => {
  const withKeys = async (): Promise<DoctorFinding[]> => {
    const store = openReadOnlyStore(path)
    const reader = openAuditReader(path)
    const rows = reader.guardedRows()
    reader.close()
    const lines = await examineWithKeys({ store, vault: held.desk.vault }, rows)
    store.close()
    return lines.map(({ finding }) => finding)
  }
  beforeEach(() => {
    held.desk.store.checkpointLog()
    mkdirSync(join(dirname(path), 'filled'))
    path = join(dirname(path), 'filled', 'desk.latchkey')
    cpSync(held.desk.store.path, path)
  })

  it('finds every row as the desk left it, and everything sealed to open', async () => {
    expect(await withKeys()).toEqual(['rows-intact', 'seals-open'])
  })

  it.each([
    ['an edited row', `UPDATE directory_applications SET allow_password_change = 1 - allow_password_change`],
    ['a row with the MAC of another', `UPDATE backends SET mac = (SELECT mac FROM directory_applications)`],
  ])('names %s', async (_, statement) => {
    edit(statement)
    expect(await withKeys()).toEqual(['rows-edited', 'seals-open'])
  })

  it.each([
    ['accounts', 'sealed_password'],
    ['directory_users', 'sealed_userkey'],
    ['backend_secrets', 'sealed'],
  ])('names a sealed value that was put in the place of another: %s', async (table, column) => {
    edit(`UPDATE ${table} SET ${column} = (SELECT max(${column}) FROM ${table}) WHERE ${column} IS NOT NULL`)
    expect(await withKeys()).toEqual(['rows-intact', 'seals-broken'])
  })
})

describe('the chain of a store that was restored once', () => {
  const chain = () => examine().find(({ check }) => check === 'chain')
  /** Opens the store, does something in it, signs it, and closes it again; time goes on. */
  const session = async (work: (desk: Assembly['desk']) => unknown): Promise<void> => {
    clock.advance(1000)
    const { desk, close } = desks.open(path)
    await work(desk)
    desk.audit.append({ action: 'operator.unlocked', result: 'done', actor: 'ada', target: 'ada' })
    await close()
  }

  it('may lack what was written between the backup and the restore, and nothing of what came after', async () => {
    const backup = join(tempFolder(), 'kept.latchkey')
    await session(() => undefined)
    keepBackup(stageBackup({ from: path, to: backup, attempt: 'a' }, () => undefined))
    await session(() => undefined)
    restoreStore({ from: backup, to: path, at: new Date(clock.now()).toISOString() }, () => undefined)
    expect(chain()).toMatchObject({ state: 'failing', finding: 'chain-broken' })
    await session((desk) => desk.afterSignIn())
    expect(chain()).toMatchObject({ state: 'well', finding: 'chain-left-by-restore' })
    const earlier = readFileSync(path)
    await session(() => undefined)
    expect(chain()).toMatchObject({ state: 'well', finding: 'chain-left-by-restore' })
    writeFileSync(path, earlier)
    expect(chain()).toMatchObject({ state: 'failing', finding: 'chain-broken' })
  })
})
