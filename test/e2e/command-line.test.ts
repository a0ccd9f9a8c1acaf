import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { findCanaries, makeCanary } from '../support/canary.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

// What `npm run -s latchkey --` starts: the entry that builds what is stale and runs the built command line.
const entry = fileURLToPath(new URL('../../scripts/run.js', import.meta.url))
const { path: folder, remove } = makeTempFolder('command-line')
afterAll(remove)

const at = (name: string): string => join(folder, name)
const store = at('store/desk.latchkey')
const password = makeCanary('operator password')
const [oldPassword, newPassword] = [makeCanary('admin password'), makeCanary('new admin password')]
const environment = {
  PATH: process.env['PATH'] ?? '',
  HOME: folder,
  TMPDIR: folder,
  LATCHKEY_OPERATOR: 'ada',
  LATCHKEY_PASSWORD: password.value,
}

const start = (args: readonly string[], env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [entry, 'latchkey', ...args], {
    cwd: folder,
    env: { ...environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** Runs a command to its end, and gives its exit code with all that it printed. */
async function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = start(args, env)
  const printed = { out: '', err: '' }
  child.stdout.on('data', (bytes: Buffer) => (printed.out += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (printed.err += bytes.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  expect(findCanaries('output', printed.out + printed.err, [password, oldPassword, newPassword])).toEqual([])
  return { code, ...printed }
}

/** Gives the one JSON value that is all of a standard output: one line, and nothing beside it. */
function onlyJson(out: string): unknown {
  expect(out).toMatch(/^[^\n]+\n$/)
  return JSON.parse(out)
}

const callAt = (baseUrl: string, operation: string, params: object) =>
  run(['call', operation, '--base-url', baseUrl, '--params', JSON.stringify(params)])

describe('the built command line', () => {
  test('makes a store and fills it', async () => {
    const made = await run(['init', '--store', store, '--operator', 'ada', '--json'])
    expect(made.code).toBe(0)
    expect(Object.keys(onlyJson(made.out) as object)).toEqual(['storeId', 'recoveryKey'])
    expect((await run(['init', '--store', store, '--operator', 'ada', '--json'])).code).toBe(2)

    const admins = [{ userID: '1000000001', account: 'chatAdmin', password: oldPassword.value }]
    writeFileSync(at('people.json'), JSON.stringify({ latchkeyDirectory: 1, admins }))
    const imported = await run(['import', at('people.json'), '--store', store])
    expect(imported.code).toBe(0)
    expect(onlyJson(imported.out)).toMatchObject({ admins: 1, users: 0 })
  })

  test('serves, calls what it serves with an exit code for each outcome, and ends when it is told to', async () => {
    const serving = start(['serve', '--store', store, '--port', '0'])
    const [line] = (await once(createInterface(serving.stdout), 'line')) as [string]
    const { url } = JSON.parse(line) as { url: string }
    const login = (text: string) => ({ account: 'chatAdmin', password: text })

    const done = await callAt(url, 'openim.login', login(oldPassword.value))
    expect(done.code).toBe(0)
    expect(onlyJson(done.out)).toMatchObject({ operation: 'openim.login', status: 'succeeded', drift: [] })
    const wrong = await callAt(url, 'openim.login', login('wrong'))
    expect(wrong.code).toBe(1)
    expect(onlyJson(wrong.out)).toMatchObject({ status: 'rejected', reason: 'wrong-credentials' })
    const mistyped = await callAt(url, 'openim.signIn', {})
    expect([mistyped.code, mistyped.out]).toEqual([2, ''])

    serving.kill('SIGTERM')
    expect((await once(serving, 'close'))[0]).toBe(0)
    const gone = await callAt(url, 'openim.login', login(oldPassword.value))
    expect(gone.code).toBe(3)
    expect(onlyJson(gone.out)).toMatchObject({ status: 'unreachable', wire: null, exchange: null })
  })

  test('changes a password, exports without one, and verifies what it wrote of itself', async () => {
    const ofAdmin = ['--store', store, '--backend', 'built-in', '--admin', '1000000001']
    const changed = await run(['change-password', ...ofAdmin], {
      LATCHKEY_NEW_PASSWORD: newPassword.value,
    })
    expect(changed.code).toBe(0)
    expect(onlyJson(changed.out)).toMatchObject({ operation: 'openim.changePassword', status: 'succeeded' })

    const exported = await run(['export', '--store', store, '--to', at('export.json')])
    expect(exported.code).toBe(0)
    expect(JSON.parse(exported.out)).toEqual({
      file: at('export.json'),
      applications: 0,
      admins: 1,
      users: 0,
    })
    const text = readFileSync(at('export.json'), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ admins: [{ account: 'chatAdmin' }] })
    expect(findCanaries('export', text, [oldPassword, newPassword])).toEqual([])

    const key = await run(['audit', 'public-key', '--store', store])
    expect(key.code).toBe(0)
    writeFileSync(at('key.pem'), key.out)
    const unproven = await run(['audit', 'verify', '--store', store, '--json'])
    expect(unproven.code).toBe(3)
    expect(onlyJson(unproven.out)).toMatchObject({ verdict: 'consistent', bad: [] })
    const verified = await run(['audit', 'verify', '--store', store, '--json', '--public-key', at('key.pem')])
    expect(verified.code).toBe(0)
    expect(onlyJson(verified.out)).toMatchObject({ verdict: 'verified', bad: [], unsignedTail: 0 })
  })
})
