import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DoctorLine } from '../../src/shared/model/doctor.ts'
import { openStore } from '../../src/main/store/files/open.ts'
import { makeSoundStore } from '../store/files/sound-store.ts'
import { makeTempFolder, tempFolder } from '../support/temp-folder.ts'
import { latchkey } from './latchkey.ts'

const operator = { LATCHKEY_OPERATOR: 'ada', LATCHKEY_PASSWORD: 'quiet harbour, long winter' }
const { path: folder, remove } = makeTempFolder('care')
const store = join(folder, 'store', 'desk.latchkey')
const kept = join(folder, 'kept.latchkey')

beforeAll(async () => {
  expect(await latchkey(['init', '--store', store, '--operator', 'ada'], { env: operator })).toMatchObject({
    code: 0,
  })
}, 60_000)
afterAll(remove)

const holding = async <T>(work: () => Promise<T>): Promise<T> => {
  const { store: open } = openStore({ path: store, door: 'the other desk', clock: { now: () => Date.now() } })
  try {
    return await work()
  } finally {
    open.close()
  }
}
const doctor = async (env = {}): Promise<{ code: number; lines: DoctorLine[] }> => {
  const { code, out } = await latchkey(['doctor', '--store', store, '--json'], { env })
  return { code, lines: JSON.parse(out.join('\n')) as DoctorLine[] }
}
const finding = (lines: DoctorLine[], check: string) => lines.find((line) => line.check === check)?.finding

describe('doctor', () => {
  test('finds a new store in order, with a line a check, and looks at keys where it is given an operator', async () => {
    const without = await doctor()
    expect(without.code).toBe(0)
    expect([finding(without.lines, 'rows'), finding(without.lines, 'sealed-values')]).toEqual([
      'needs-operator',
      'needs-operator',
    ])
    const told = await doctor(operator)
    expect(told.code).toBe(0)
    expect([finding(told.lines, 'rows'), finding(told.lines, 'sealed-values')]).toEqual([
      'rows-intact',
      'seals-open',
    ])
    expect(
      await latchkey(['doctor', '--store', store], { env: { ...operator, LATCHKEY_PASSWORD: 'no' } }),
    ).toEqual({ code: 2, out: [], err: ['The operator’s name or password is wrong.'] })
  })

  test('says in words what is wrong and what to do, with exit 1', async () => {
    const copy = join(tempFolder(), 'copy.latchkey')
    await latchkey(['backup', '--store', store, '--to', copy])
    const db = new Database(copy)
    db.exec(`DELETE FROM key_slots WHERE holder = 'recovery'`)
    db.close()
    const { code, out } = await latchkey(['doctor', '--store', copy])
    expect(code).toBe(1)
    expect(out.filter((line) => line.startsWith('FAIL'))).toEqual([
      'FAIL  operators: there is no recovery slot. Sign in and have a recovery key issued anew',
    ])
  })

  test('says of what is no store that it is none, with exit 2', async () => {
    const place = join(tempFolder(), 'text')
    writeFileSync(place, 'hello')
    expect(await latchkey(['doctor', '--store', place])).toMatchObject({
      code: 2,
      out: ['FAIL  file: not a Latchkey store. Name the right file'],
    })
    expect((await latchkey(['doctor', '--store', join(place, 'nothing')])).code).toBe(2)
  })
})

describe('backup and restore', () => {
  test('a backup that nobody signed in for, carried away with the anchors, verifies with the key', async () => {
    const away = tempFolder()
    const to = join(away, 'desk.latchkey')
    expect((await latchkey(['backup', '--store', store, '--to', to])).code).toBe(0)
    cpSync(join(dirname(store), 'anchors'), join(away, 'anchors'), { recursive: true })
    const key = join(away, 'key.pem')
    writeFileSync(key, (await latchkey(['audit', 'public-key', '--store', store])).out.join('\n'))
    expect((await latchkey(['audit', 'verify', '--store', to, '--public-key', key])).code).toBe(0)
  })

  test('a backup of another store is restored with a word of that', async () => {
    const place = tempFolder()
    const backup = join(place, 'backup.latchkey')
    const other = join(place, 'other', 'desk.latchkey')
    makeSoundStore(place).close()
    expect(
      (await latchkey(['backup', '--store', join(place, 'store', 'desk.latchkey'), '--to', backup])).code,
    ).toBe(0)
    mkdirSync(dirname(other))
    cpSync(store, other)
    const first = await latchkey(['restore', '--from', backup, '--store', other])
    expect(first.code).toBe(0)
    expect(first.err.join(' ')).toContain('another store')
    const again = await latchkey(['restore', '--from', backup, '--store', other])
    expect(again.err.join(' ')).not.toContain('another store')
  })

  test('a store behind a link whose disk is missing is not made anew in the place of the link', async () => {
    const place = tempFolder()
    const [backup, link] = [join(place, 'backup.latchkey'), join(place, 'desk.latchkey')]
    await latchkey(['backup', '--store', store, '--to', backup])
    symlinkSync(join(place, 'missing disk', 'desk.latchkey'), link)
    const before = readdirSync(place)
    const { code, out, err } = await latchkey(['restore', '--from', backup, '--store', link])
    expect({ code, out }).toEqual({ code: 2, out: [] })
    expect(err[0]).toContain(`${link} is a link, and what it leads to is not there`)
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(readdirSync(place)).toEqual(before)
  })

  test('a backup of any store has its rows checked by an operator of its own, and is refused where one was edited', async () => {
    const place = tempFolder()
    const [backup, moved] = [join(place, 'backup.latchkey'), join(place, 'moved', 'desk.latchkey')]
    await latchkey(['backup', '--store', store, '--to', backup])
    const restore = (env: Record<string, string>) =>
      latchkey(['restore', '--from', backup, '--store', moved], { env })
    const checked = await restore(operator)
    expect(checked.code).toBe(0)
    expect(checked.err.join(' ')).toContain('hold by the keys of its operator')
    const unchecked = await restore({})
    expect(unchecked.err.join(' ')).toContain('were not checked')
    const before = readFileSync(moved)

    const wrong = await restore({ ...operator, LATCHKEY_PASSWORD: 'of another time' })
    expect(wrong).toMatchObject({ code: 2, out: [] })
    expect(wrong.err[0]).toContain('The backup has no operator of that name with that password')

    const db = new Database(backup)
    db.exec(`UPDATE backends SET name = 'Elsewhere'`)
    db.close()
    const edited = await restore(operator)
    expect(edited).toMatchObject({ code: 1, out: [] })
    expect(edited.err[0]).toContain('does not pass the check of a backup')
    expect(readFileSync(moved).equals(before)).toBe(true)
  })

  test('a backup is made beside a desk at work, and never over a file', async () => {
    const made = await holding(() => latchkey(['backup', '--store', store, '--to', kept], { env: operator }))
    expect(made).toMatchObject({ code: 0, out: [kept] })
    expect(made.err[0]).toContain('guarded rows checked too')
    expect(statSync(kept).mode & 0o777).toBe(0o600)
    const before = readFileSync(kept)
    const again = await latchkey(['backup', '--store', store, '--to', kept])
    expect(again).toMatchObject({ code: 2, out: [] })
    expect(again.err[0]).toContain('is there already')
    expect(readFileSync(kept).equals(before)).toBe(true)
  })

  test('a backup with an operator is in the audit, where nobody holds the store', async () => {
    const place = tempFolder()
    const { code, out } = await latchkey(['backup', '--store', store, '--to', place, '--json'], {
      env: operator,
    })
    expect(code).toBe(0)
    const { file } = JSON.parse(out[0] ?? '') as { file: string }
    expect(readdirSync(place)).toEqual([file.slice(place.length + 1)])
    expect(finding((await doctor()).lines, 'backup')).toBe('backed-up')
  })

  test('a restore is refused while a desk holds the store, and leaves what it works in', async () => {
    await holding(async () => {
      const before = readdirSync(join(folder, 'store'))
      const { code, err } = await latchkey(['restore', '--from', kept, '--store', store])
      expect(code).toBe(2)
      expect(err[0]).toContain('the other desk')
      expect(readdirSync(join(folder, 'store'))).toEqual(before)
    })
  })

  test('a restore tells what to expect, verification then says rollback, and the audit names the restore', async () => {
    const { code, err } = await latchkey(['restore', '--from', kept, '--store', store])
    expect(code).toBe(0)
    expect(err.join(' ')).toMatch(/set aside as .*before-restore.*rollback/)
    const verify = () => latchkey(['audit', 'verify', '--store', store, '--json'])
    const reasons = (out: string[]) =>
      (JSON.parse(out.join('\n')) as { bad: { reason: string }[] }).bad.map(({ reason }) => reason)
    const rolledBack = await verify()
    expect(rolledBack.code).toBe(1)
    expect(reasons(rolledBack.out)).toEqual(['rollback'])
    await latchkey(['backup', '--store', store, '--to', join(folder, 'later')], { env: operator })
    const { out } = await latchkey(['audit', 'list', '--store', store, '--action', 'store.restored'])
    expect(out.join('\n')).toContain(kept)
    expect((await verify()).code).toBe(1)
    const after = await doctor()
    expect(after.code).toBe(0)
    expect(finding(after.lines, 'chain')).toBe('chain-left-by-restore')
  })

  test('a backup whose audit was changed is not restored, with exit 1', async () => {
    const db = new Database(kept)
    db.exec(`DROP TRIGGER IF EXISTS audit_events_kept; UPDATE audit_checkpoints SET hash = 'other'`)
    db.close()
    const before = readFileSync(store)
    const { code, err } = await latchkey(['restore', '--from', kept, '--store', store])
    expect(code).toBe(1)
    expect(err[0]).toContain('Nothing was changed')
    expect(readFileSync(store).equals(before)).toBe(true)
  })
})

describe('a file that does not open as a store', () => {
  const bad: Record<string, () => Buffer> = {
    'is damaged': () => readFileSync(store).fill(0xff, 0, 16),
    'has damaged pages': () => {
      const bytes = readFileSync(store)
      return bytes.fill(0xff, 4096, 4096 * 40)
    },
    'is of a newer Latchkey': () => {
      const bytes = readFileSync(store)
      bytes.writeUInt32BE(9999, 60)
      return bytes
    },
    'is of something else': () => Buffer.from('hello, I am a list of things to buy'),
    'has no bytes': () => Buffer.alloc(0),
  }
  const commands: Record<string, (path: string) => string[]> = {
    init: (path) => ['init', '--store', path, '--operator', 'ada'],
    desk: (path) => ['desk', '--store', path],
    serve: (path) => ['serve', '--store', path],
    import: (path) => ['import', join(folder, 'people.json'), '--store', path],
    export: (path) => ['export', '--store', path, '--to', `${path}.json`],
    'change-password': (path) => [
      'change-password',
      '--store',
      path,
      '--backend',
      'built-in',
      '--admin',
      '1',
      '--generate',
    ],
    resolve: (path) => ['resolve', '--store', path, '--change', 'x'],
    rotate: (path) => ['rotate', '--store', path, '--backend', 'built-in', '--all'],
    'audit verify': (path) => ['audit', 'verify', '--store', path],
    'audit findings': (path) => ['audit', 'findings', '--store', path],
    backup: (path) => ['backup', '--store', path, '--to', `${path}.backup`],
    doctor: (path) => ['doctor', '--store', path],
  }
  beforeAll(() => {
    writeFileSync(join(folder, 'people.json'), '{"latchkeyDirectory":1}')
  })

  test.each(Object.keys(commands))(
    'is left byte for byte, and nothing comes in its place: %s',
    async (name) => {
      for (const [what, make] of Object.entries(bad)) {
        const place = tempFolder()
        const path = join(place, 'desk.latchkey')
        const bytes = make()
        writeFileSync(path, bytes, { mode: 0o600 })
        const { code } = await latchkey(commands[name]?.(path) ?? [], { env: operator })
        expect(code, what).not.toBe(0)
        expect(readFileSync(path).equals(bytes), what).toBe(true)
        const beside = readdirSync(place).filter((file) => !/^desk\.latchkey(\.lock)?$/.test(file))
        expect(beside, what).toEqual([])
      }
    },
  )
})
