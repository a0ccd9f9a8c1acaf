import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findCanaries, makeCanary } from '../support/canary.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { latchkey, startLatchkey, type Running } from './latchkey.ts'

async function startSandbox(args: string[] = []): Promise<Running & { url: string; temporary: string }> {
  const temporary = tempFolder()
  const running = startLatchkey(['serve', '--sandbox', ...args], { TMPDIR: temporary })
  const line = await running.firstLine
  expect(line).toMatch(/^\{"url":"http:\/\/127\.0\.0\.1:\d+"\}$/)
  return { ...running, temporary, url: (JSON.parse(line) as { url: string }).url }
}

const signIn = async (url: string, account: string, password: string): Promise<unknown> => {
  const answer = await fetch(`${url}/account/login`, {
    method: 'POST',
    headers: { operationID: '1' },
    body: JSON.stringify({ account, password }),
  })
  return ((await answer.json()) as { errCode: unknown }).errCode
}

describe('serve --sandbox', () => {
  test('answers for the sample people, lets browser pages call, and ends cleanly with nothing left', async () => {
    const sandbox = await startSandbox()
    expect(await signIn(sandbox.url, 'chatAdmin', 'OpenIM@123')).toBe(0)
    const fromPage = await fetch(`${sandbox.url}/account/login`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://page.example' },
    })
    expect(fromPage.status).toBe(204)
    expect(fromPage.headers.get('access-control-allow-origin')).toBe('*')
    expect(readdirSync(sandbox.temporary)).not.toEqual([])
    expect(await sandbox.stop()).toBe(0)
    expect(readdirSync(sandbox.temporary)).toEqual([])
  }, 60_000)

  test('takes its people from a document, with tokens and codes that work, and starts nothing else', async () => {
    const password = makeCanary('admin password')
    const document = join(tempFolder(), 'people.json')
    writeFileSync(
      document,
      JSON.stringify({
        latchkeyDirectory: 1,
        applications: [
          { appid: 'app-9', name: 'Nine', signature: 'signature-of-nine', tokenValidation: true },
        ],
        admins: [{ userID: '9', account: 'nine', password: password.value }],
        users: [
          { appid: 'app-9', uid: 9, account: '13900000009', phone: '13900000009', password: 'Nine-Pass-9' },
        ],
        tokens: [
          {
            kind: 'user',
            account: '13900000009',
            appid: 'app-9',
            token: 'valid_user_token',
            expiresAt: '2099-01-01T00:00:00.000Z',
          },
        ],
        codes: [
          {
            channel: 'sms',
            to: '13900000009',
            purpose: 'reset',
            codeid: 1,
            code: '4119',
            expiresAt: '2099-01-01T00:00:00.000Z',
          },
        ],
        shuidi: { signKey: 'key-of-shuidi' },
      }),
    )
    const sandbox = await startSandbox(['--import', document])
    expect(await signIn(sandbox.url, 'nine', password.value)).toBe(0)
    expect(await signIn(sandbox.url, 'chatAdmin', 'OpenIM@123')).toBe(20002)
    const call = async (operation: string, params: object, credentials: object) =>
      (
        await latchkey([
          ...['call', operation, '--base-url', sandbox.url],
          ...['--params', JSON.stringify(params), '--credentials', JSON.stringify(credentials)],
        ])
      ).code
    const nine = { appid: 'app-9', signature: 'signature-of-nine', tokenValidation: true }
    expect(await call('nobase.newPass', { newpass: 'Fresh999', token: 'valid_user_token' }, nine)).toBe(0)
    const reset = { phone: '13900000009', code: '4119', uid: 9, new_password: 'Reset-Pass-9' }
    expect(await call('shuidi.findPassword', reset, { key: 'key-of-shuidi' })).toBe(0)
    expect(await call('shuidi.findPassword', reset, { key: 'key-of-shuidi' })).toBe(1)
    expect(childrenOf(sandbox.child.pid ?? 0)).toEqual([])
    expect(await sandbox.stop()).toBe(0)
    expect(findCanaries('output', sandbox.printed(), [password])).toEqual([])
  }, 60_000)

  test('does not throttle, unless --throttle asks for it', async () => {
    for (const [args, right] of [
      [[], 0],
      [['--throttle'], 20001],
    ] as const) {
      const sandbox = await startSandbox([...args])
      for (let tries = 0; tries < 5; tries++) {
        expect(await signIn(sandbox.url, 'chatAdmin', 'wrong')).toBe(20001)
      }
      expect(await signIn(sandbox.url, 'chatAdmin', 'OpenIM@123')).toBe(right)
      expect(await sandbox.stop()).toBe(0)
    }
  }, 60_000)

  test('a document with errors is exit 2, with nothing on standard output', async () => {
    const document = join(tempFolder(), 'wrong.json')
    writeFileSync(document, '{"latchkeyDirectory":1,"users":[{"appid":"nowhere","account":"1"}]}')
    const ended = await latchkey(['serve', '--sandbox', '--import', document])
    expect(ended).toMatchObject({ code: 2, out: [] })
    expect(ended.err.join('\n')).toContain('"path":"$.users[0].appid"')
  })

  test('a port that is taken is exit 2', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void taken.close())
    const { port } = taken.address() as AddressInfo
    const ended = await latchkey(['serve', '--sandbox', '--port', String(port)])
    expect(ended).toMatchObject({ code: 2, out: [] })
    expect(ended.err.join()).toContain('EADDRINUSE')
  })

  test.each([
    ['--store beside --sandbox', ['--sandbox', '--store', 'x'], 'leave --store out'],
    ['--import without --sandbox', ['--store', 'x', '--import', 'y'], 'go with --sandbox'],
    ['--throttle without --sandbox', ['--store', 'x', '--throttle'], 'go with --sandbox'],
    ['a port that is none', ['--sandbox', '--port', '70000'], 'not a port'],
    ['a document that is not there', ['--sandbox', '--import', '/nowhere/at-all'], 'cannot be read'],
  ])('%s is exit 2', async (_, args, message) => {
    const ended = await latchkey(['serve', ...args])
    expect(ended).toMatchObject({ code: 2, out: [] })
    expect(ended.err.join()).toContain(message)
  })
})

describe('serve over a store', () => {
  test('answers once an operator has opened it, lets no browser page call, and ends cleanly', async () => {
    const folder = tempFolder()
    const operator = { LATCHKEY_OPERATOR: 'ada', LATCHKEY_PASSWORD: 'quiet harbour, long winter' }
    const store = join(folder, 'store', 'desk.latchkey')
    expect((await latchkey(['init', '--store', store, '--operator', 'ada'], { env: operator })).code).toBe(0)
    const running = startLatchkey(['serve', '--store', store], operator)
    const { url } = JSON.parse(await running.firstLine) as { url: string }
    expect(await signIn(url, 'nobody', 'x')).toBe(20002)
    const fromPage = await fetch(`${url}/account/login`, {
      method: 'POST',
      headers: { Origin: 'https://page.example' },
    })
    expect(fromPage.status).toBe(403)
    expect(await running.stop()).toBe(0)
    const verified = await latchkey(['audit', 'verify', '--store', store, '--json'])
    expect(JSON.parse(verified.out[0] ?? '')).toMatchObject({
      verdict: 'consistent',
      unsignedTail: 0,
      bad: [],
    })
  }, 60_000)
})

test('demo does every main job, says what went over the wire without a secret, and exits 0', async () => {
  const ended = await latchkey(['demo'])
  const text = ended.out.join('\n')
  expect(ended.code).toBe(0)
  expect(text).toContain('< {"code":405,"msg":"fail","data":"当前管理员不允许用户修改密码"}')
  expect(text).toContain('< {"code":200,"msg":"success","data":"更新成功"}')
  expect(text).toContain('< {"status":0,"message":"您的密码已经更改","data":{"msg":"您已成功退出登陆"}}')
  expect(text).toContain('verified against the public key and the anchor')
  for (const secret of ['OpenIM@123', 'OldPass456', 'NewPass123', 'Another-Pass-7', 'sig-1001']) {
    expect(text).not.toContain(secret)
  }
}, 60_000)

/** Lists the command lines of a process's children; none where the system does not tell. */
function childrenOf(pid: number): string[] {
  const tasks = `/proc/${String(pid)}/task`
  return readdirSync(tasks)
    .flatMap((task) => readFileSync(join(tasks, task, 'children'), 'utf8').split(' '))
    .filter((child) => child !== '')
    .map((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8'))
}
