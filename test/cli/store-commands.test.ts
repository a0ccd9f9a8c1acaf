import { readFileSync, rmSync, statSync, writeFileSync, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createDesk } from '../../src/main/desk.ts'
import { asCanary, findCanaries, findCanariesInFolder } from '../support/canary.ts'
import { sourceResources } from '../support/source-resources.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { latchkey, startLatchkey, type Ended } from './latchkey.ts'

const operator = { LATCHKEY_OPERATOR: 'ada', LATCHKEY_PASSWORD: 'quiet harbour, long winter' }
const adminPassword = 'Imported-Pass-1'
const userPassword = 'ImportedUser1'
const document = {
  latchkeyDirectory: 1,
  applications: [{ appid: 'app-1001', name: 'Mall', signature: 'signature-of-mall' }],
  admins: [
    { userID: '1000000001', account: 'chatAdmin', nickname: 'Root', level: 100, password: adminPassword },
    { userID: '1000000002', account: 'opsAdmin', password: adminPassword },
  ],
  users: [
    { appid: 'app-1001', uid: 1, account: '13800138000', phone: '13800138000', password: userPassword },
  ],
}

const { path: folder, remove } = makeTempFolder('cli')
const store = join(folder, 'store', 'desk.latchkey')
const documentPath = join(folder, 'people.json')
const printed: string[] = []

/** Runs a command on the store as its operator, and keeps what it printed for the search at the end. */
async function run(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const ended = await latchkey([...args, '--store', store], { env: { ...operator, ...env } })
  printed.push(...ended.out, ...ended.err)
  return ended
}

/** Reads the newest events of the store's audit. */
async function newestEvents(count: number) {
  const desk = createDesk({
    storePath: store,
    door: 'command',
    version: '0',
    resources: sourceResources,
    builtInStarts: 'when-asked',
  })
  await desk.start()
  try {
    return desk.audit.list({}, { before: undefined, limit: count }).events.toReversed()
  } finally {
    await desk.close()
  }
}

const actions = async (count: number): Promise<string[]> =>
  (await newestEvents(count)).map(({ action }) => action)

let recoveryKey = ''

beforeAll(async () => {
  writeFileSync(documentPath, JSON.stringify(document))
  const made = await run(['init', '--operator', 'ada', '--json'])
  expect(made.code).toBe(0)
  ;({ recoveryKey } = JSON.parse(made.out[0] ?? '') as { recoveryKey: string })
  printed.length = 0
  expect(await run(['import', documentPath])).toMatchObject({
    code: 0,
    out: ['{"applications":1,"admins":2,"users":1,"tokens":0,"codes":0}'],
  })
}, 60_000)
afterAll(remove)

describe('init', () => {
  test('prints the store’s id and the recovery key, and makes everything private', () => {
    expect(recoveryKey).toMatch(/^([0-9A-Z]{4}-)+[0-9A-Z]{4}$/)
    expect(statSync(join(folder, 'store')).mode & 0o777).toBe(0o700)
    expect(statSync(store).mode & 0o777).toBe(0o600)
  })

  test('leaves a store that is there as it is: exit 2', async () => {
    const before = readFileSync(store)
    const ended = await run(['init', '--operator', 'ada'])
    expect(ended).toMatchObject({ code: 2, out: [] })
    expect(ended.err.join()).toContain('is there already')
    expect(readFileSync(store).equals(before)).toBe(true)
  })

  test('names every rule that the name and the password break, and makes nothing: exit 2', async () => {
    const path = join(folder, 'other', 'desk.latchkey')
    const ended = await latchkey(['init', '--store', path, '--operator', 'x'], {
      env: { LATCHKEY_PASSWORD: 'short' },
    })
    expect(ended).toMatchObject({ code: 2, out: [] })
    expect(ended.err.join()).toMatch(/A name has 2 to 64.*A password has at least 12/s)
    expect(existsSync(path)).toBe(false)
  })

  test('asks for the password twice at a terminal', async () => {
    const path = join(folder, 'other', 'typed.latchkey')
    const password = operator.LATCHKEY_PASSWORD
    const differs = await latchkey(['init', '--store', path, '--operator', 'ada'], {
      typed: [password, `${password}!`],
    })
    expect(differs).toMatchObject({ code: 2, out: [], err: ['The two passwords differ. Nothing was made.'] })
    expect(existsSync(path)).toBe(false)
    const made = await latchkey(['init', '--store', path, '--operator', 'ada'], {
      typed: [password, password],
    })
    expect(made.code).toBe(0)
    expect(made.out).toEqual([expect.stringMatching(/^([0-9A-Z]{4}-)+[0-9A-Z]{4}$/)])
  })
})

describe('who opens the store', () => {
  const change = ['change-password', '--backend', 'built-in', '--admin', '1000000001', '--generate']

  test('a wrong password is exit 2, and says how many tries are left', async () => {
    const ended = await run(change, { LATCHKEY_PASSWORD: 'wrong wrong wrong' })
    expect(ended).toMatchObject({ code: 2, out: [] })
    expect(ended.err.join()).toContain('Tries left: 4')
  })

  test('no store is exit 2', async () => {
    const ended = await latchkey([...change, '--store', join(folder, 'none.latchkey')], { env: operator })
    expect(ended).toMatchObject({ code: 2, out: [] })
  })

  test('nobody named, and no terminal, is exit 2', async () => {
    const ended = await latchkey([...change, '--store', store])
    expect(ended).toMatchObject({ code: 2, out: [] })
    expect(ended.err.join()).toContain('LATCHKEY_OPERATOR')
  })

  test('name and password can be typed', async () => {
    const ended = await latchkey(['export', '--store', store, '--to', join(folder, 'typed.json')], {
      typed: ['ada', operator.LATCHKEY_PASSWORD],
    })
    expect(ended.code).toBe(0)
  })
})

describe('a store that another process holds', () => {
  test('is left alone by every command that writes: exit 2, and the holder is named', async () => {
    const serving = startLatchkey(['serve', '--store', store], operator)
    await serving.firstLine
    const pid = String(serving.child.pid)
    for (const args of [
      ['import', documentPath],
      ['export', '--to', join(folder, 'held.json')],
      ['change-password', '--backend', 'built-in', '--admin', '1000000001', '--generate'],
      ['serve'],
    ]) {
      const ended = await run(args)
      expect(ended).toMatchObject({ code: 2, out: [] })
      expect(ended.err.join()).toContain(`in use by process ${pid} (command)`)
    }
    expect(existsSync(join(folder, 'held.json'))).toBe(false)
    expect(await serving.stop()).toBe(0)
  }, 60_000)
})

describe('import', () => {
  test('lists every error as {path, message}, changes nothing, and is exit 2', async () => {
    const path = join(folder, 'wrong.json')
    writeFileSync(
      path,
      JSON.stringify({
        ...document,
        applications: [{ appid: 'app-2000', status: 'broken' }],
        users: [{ appid: 'nowhere', account: '1' }],
      }),
    )
    const ended = await run(['import', path])
    expect(ended.code).toBe(2)
    const errors = ended.out.map((line) => JSON.parse(line) as { path: string; message: string })
    expect(errors.map((error) => error.path)).toEqual(
      expect.arrayContaining(['$.applications[0].status', '$.users[0].appid']),
    )
    for (const error of errors) expect(Object.keys(error)).toEqual(['path', 'message'])
    const exported = join(folder, 'after-wrong.json')
    await run(['export', '--to', exported])
    expect(readFileSync(exported, 'utf8')).not.toContain('app-2000')
  }, 30_000)

  test.each([
    ['no file', 'none.json', null],
    ['no JSON', 'broken.json', '{"latchkeyDirectory":1,'],
    ['another document', 'other.json', '{"hello":1}'],
  ])('%s is exit 2', async (_, name, content) => {
    if (content !== null) writeFileSync(join(folder, name), content)
    expect((await run(['import', join(folder, name)])).code).toBe(2)
  })
})

describe('export', () => {
  test('writes a new private file without a secret, which can be imported again', async () => {
    const to = join(folder, 'export.json')
    const exported = await run(['export', '--to', to])
    expect(exported).toMatchObject({ code: 0 })
    expect(exported.out.map((line) => JSON.parse(line) as unknown)).toEqual([
      { file: to, applications: 1, admins: 2, users: 1 },
    ])
    expect(statSync(to).mode & 0o777).toBe(0o600)
    const secrets = [adminPassword, userPassword, 'signature-of-mall'].map((value) => asCanary(value, value))
    expect(findCanaries('export', readFileSync(to), secrets)).toEqual([])
    expect(await run(['import', to])).toMatchObject({ code: 0 })
  }, 30_000)

  test('writes over nothing: exit 2', async () => {
    const to = join(folder, 'there.json')
    writeFileSync(to, 'mine')
    expect(await run(['export', '--to', to])).toMatchObject({ code: 2, out: [] })
    expect(readFileSync(to, 'utf8')).toBe('mine')
  })
})

describe('change-password', () => {
  const at = (admin: string, ...more: string[]): string[] => [
    'change-password',
    '--backend',
    'built-in',
    '--admin',
    admin,
    ...more,
  ]
  const given = 'Given-Pass-2'

  test('changes to what is given, from what the vault holds: exit 0', async () => {
    const ended = await run(at('1000000001'), { LATCHKEY_NEW_PASSWORD: given })
    expect(ended.code).toBe(0)
    expect(ended.out).toHaveLength(1)
    const outcome = JSON.parse(ended.out[0] ?? '') as Record<string, unknown>
    expect(Object.keys(outcome)).toEqual(['operation', 'status', 'reason', 'wire', 'drift', 'exchange'])
    expect(outcome).toMatchObject({ operation: 'openim.changePassword', status: 'succeeded', reason: null })
    expect(await actions(40)).toEqual(
      expect.arrayContaining([
        'operator.signed-in',
        'built-in.started',
        'admin-password.staged',
        'admin-password.sent',
        'directory.admin-password-changed',
        'admin-password.confirmed',
        'built-in.stopped',
      ]),
    )
  }, 30_000)

  test('a current password that is wrong is rejected: exit 1, and the vault keeps the right one', async () => {
    const wrong = await run(at('1000000001'), {
      LATCHKEY_CURRENT_PASSWORD: 'Wrong-Pass-9',
      LATCHKEY_NEW_PASSWORD: 'Other-Pass-3',
    })
    expect(wrong.code).toBe(1)
    expect(JSON.parse(wrong.out[0] ?? '')).toMatchObject({ status: 'rejected', reason: 'wrong-credentials' })
    const right = await run(at('1000000001'), { LATCHKEY_NEW_PASSWORD: 'Other-Pass-3' })
    expect(right.code).toBe(0)
  }, 30_000)

  test('the same password again is refused: exit 1, nothing sent', async () => {
    const ended = await run(at('1000000001'), { LATCHKEY_NEW_PASSWORD: 'Other-Pass-3' })
    expect(ended.code).toBe(1)
    expect(JSON.parse(ended.out[0] ?? '')).toMatchObject({
      status: 'refused',
      reason: 'same-password',
      exchange: null,
    })
  })

  test('--generate --to hands the new password over in a new private file, audited as a reveal', async () => {
    const to = join(folder, 'handed-over')
    const ended = await run(at('1000000002', '--generate', '--to', to))
    expect(ended.code).toBe(0)
    expect(statSync(to).mode & 0o777).toBe(0o600)
    const password = readFileSync(to, 'utf8').trimEnd()
    rmSync(to)
    expect(password).toHaveLength(20)
    expect(
      findCanaries('output', [...ended.out, ...ended.err].join('\n'), [asCanary('generated', password)]),
    ).toEqual([])
    expect(await actions(40)).toContain('admin-password.revealed')
    const next = await run(at('1000000002'), {
      LATCHKEY_CURRENT_PASSWORD: password,
      LATCHKEY_NEW_PASSWORD: 'After-Generated-4',
    })
    expect(next.code).toBe(0)
  }, 30_000)

  test('--generate alone reveals nothing', async () => {
    const before = (await actions(200)).filter((action) => action === 'admin-password.revealed').length
    expect((await run(at('1000000002', '--generate'))).code).toBe(0)
    expect((await actions(200)).filter((action) => action === 'admin-password.revealed')).toHaveLength(before)
  }, 30_000)

  test.each([
    ['an admin who is not there', ['--backend', 'built-in', '--admin', '1', '--generate'], 'no admin 1 at'],
    ['a backend that is not there', ['--backend', 'x', '--admin', '1', '--generate'], 'no backend x'],
    [
      '--to without --generate',
      ['--backend', 'built-in', '--admin', '1000000001', '--to', 'x'],
      'goes with --generate',
    ],
    [
      'a file that is there',
      ['--backend', 'built-in', '--admin', '1000000001', '--generate', '--to', documentPath],
      'is there already',
    ],
    ['no new password', ['--backend', 'built-in', '--admin', '1000000001'], 'LATCHKEY_NEW_PASSWORD'],
  ])('%s: exit 2, nothing changed', async (_, args, message) => {
    const before = (await newestEvents(200)).filter(({ action }) =>
      action.startsWith('admin-password.'),
    ).length
    const ended = await run(['change-password', ...args])
    expect(ended).toMatchObject({ code: 2, out: [] })
    expect(ended.err.join()).toContain(message)
    const after = (await newestEvents(200)).filter(({ action }) => action.startsWith('admin-password.'))
    expect(after).toHaveLength(before)
  })
})

describe('change-password at a backend that does not answer', () => {
  test('is unknown: exit 3, says how it will be resolved, and holds the account', async () => {
    const server = createServer((request, response) => {
      request.resume()
      if (request.url === '/account/login') {
        response.end(
          '{"errCode":0,"errMsg":"","errDlt":"","data":{"adminToken":"token-of-far","adminUserID":"7"}}',
        )
      } else response.destroy()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
    await addFarAdmin(url)
    const change = ['change-password', '--backend', 'Far', '--admin', '7']
    const to = join(folder, 'perhaps')
    const ended = await run([...change, '--generate', '--to', to])
    expect(ended.code).toBe(3)
    expect(JSON.parse(ended.out[0] ?? '')).toMatchObject({ status: 'unknown', wire: null })
    expect(ended.err.join('\n')).toMatch(/It is not known whether.*sign-in with the new password/s)
    expect(ended.err.join('\n')).toContain(`latchkey resolve --store ${store} --change `)
    expect(readFileSync(to, 'utf8')).toHaveLength(21)
    const again = await run([...change, '--generate'])
    expect(again).toMatchObject({ code: 1, out: [] })
    expect(again.err.join()).toContain('still open (unknown). Nothing was sent.')
  }, 30_000)
})

test('what the commands printed and what the store keeps holds no secret', () => {
  const secrets = [
    operator.LATCHKEY_PASSWORD,
    adminPassword,
    userPassword,
    'Given-Pass-2',
    'Other-Pass-3',
    'After-Generated-4',
    'signature-of-mall',
    recoveryKey,
  ].map((value, at) => asCanary(`secret ${String(at)}`, value))
  rmSync(documentPath)
  expect(findCanaries('output', printed.join('\n'), secrets)).toEqual([])
  expect(findCanariesInFolder(join(folder, 'store'), secrets)).toEqual([])
})

/** Enters a backend and an admin of it, as the page would. */
async function addFarAdmin(url: string): Promise<void> {
  const desk = createDesk({
    storePath: store,
    door: 'command',
    version: '0',
    resources: sourceResources,
    builtInStarts: 'when-asked',
  })
  await desk.start()
  try {
    const ada = await desk.signIn('test', { name: 'ada', password: operator.LATCHKEY_PASSWORD })
    const backend = {
      name: 'Far',
      url,
      environment: 'staging',
      passwordEncoding: 'plain',
    } as const
    const { id: backendId } = desk.backends.add(ada, backend)
    const admin = { userID: '7', account: 'farAdmin', nickname: '', currentPassword: 'Far-Away-Pass-5' }
    desk.admins.add(ada, { backendId, ...admin })
  } finally {
    await desk.close()
  }
}
