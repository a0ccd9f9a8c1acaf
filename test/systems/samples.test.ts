import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleClients } from '../../src/main/systems/samples.ts'
import type { SampleValues } from '../../src/main/systems/sample-client.ts'
import { operations, type Operation } from '../../src/shared/model/systems.ts'
import { startBuiltInBackend, type BuiltInBackend } from './built-in-backend.ts'

const run = promisify(execFile)
const template = '{action}{phone}{uid}{timestrap}{key}'
let backend: BuiltInBackend
beforeAll(async () => {
  backend = await startBuiltInBackend()
  // What a shell signs, it signs at the time of the machine.
  backend.clock.set(Date.now())
})
afterAll(() => backend.stop())

const values = (changes: Partial<SampleValues> = {}): SampleValues => ({
  url: backend.url,
  nobase: { appid: 'app-1001', signature: 'sig-1001', user: '13800138000', pass: 'OldPass456' },
  openim: { account: 'chatAdmin', userID: '1000000001', password: 'OpenIM@123' },
  shuidi: { phone: '18616503617', uid: '15629', template },
  yunhu: { companyId: '10001', accountSet: 'sa2022_1', phone: '18062639596', password: 'Courier123' },
  ...changes,
})
const scriptOf = (operation: Operation, given = values()): string => {
  const sample = sampleClients(given).find((one) => one.operation === operation)
  if (sample === undefined) throw new Error(`no sample of ${operation}`)
  return sample.script
}
/** Runs a sample in a shell, with some of its variables set otherwise. */
const answer = async (script: string, set: Record<string, string> = {}): Promise<Record<string, unknown>> => {
  const lines = script.split('\n').map((line) => {
    const [, name] = /^([A-Z_]+)='/.exec(line) ?? []
    return name !== undefined && name in set ? `${name}='${set[name] ?? ''}'` : line
  })
  const { stdout } = await run('sh', ['-c', lines.join('\n')])
  return JSON.parse(stdout) as Record<string, unknown>
}

it('there is a sample of every operation', () => {
  expect(
    sampleClients(values())
      .map(({ operation }) => operation)
      .toSorted(),
  ).toEqual(operations.toSorted())
})

describe('run in a shell as it stands, with the sample people, a sample', () => {
  it.each([
    ['nobase.login', { code: 200 }],
    ['nobase.updateSign', { code: 200, data: '更新成功' }],
    ['nobase.newPass', { code: 200, data: '更新成功' }],
    ['openim.login', { errCode: 0 }],
    ['yunhu.getShop', { code: 1 }],
    ['yunhu.getCaptcha', { code: 1 }],
    ['yunhu.login', { code: 1 }],
  ] as const)('of %s is done', async (operation, expected) => {
    expect(await answer(scriptOf(operation))).toMatchObject(expected)
  })

  it.each([
    ['yunhu.sendCode', '图形验证码错误!'],
    ['yunhu.resetPassword', '验证码错误!'],
  ] as const)('of %s is signed rightly, and refused for the code that is made up', async (operation, msg) => {
    expect(await answer(scriptOf(operation))).toMatchObject({ code: 0, msg })
  })

  it.each(['shuidi.sendCode', 'shuidi.findPassword'] as const)(
    'of %s lacks the key alone',
    async (operation) => {
      expect(await answer(scriptOf(operation))).toMatchObject({ status: 15007 })
    },
  )
})

describe('with what it asks for filled in, a sample', () => {
  it('of a change at openim is done', async () => {
    const TOKEN = backend.tokenOf('1000000001').reveal()
    expect(await answer(scriptOf('openim.changePassword'), { TOKEN })).toMatchObject({ errCode: 0 })
  })

  it.each([template, '{key}&phone={phone}"$HOME`id`\\{timestrap}'])(
    'of shuidi signs by the template that is set: %s',
    async (set) => {
      backend.directory.settings.setShuidi({ template: set }, 'test')
      const KEY = backend.directory.settings.shuidi().signKey.reveal()
      const given = values({ shuidi: { phone: '18616503617', uid: '15629', template: set } })
      const wrong = await answer(scriptOf('shuidi.findPassword', given), { KEY })
      expect(wrong).toMatchObject({ status: 15010 })
    },
  )
})

it('a shell takes every value to the letter', () => {
  const odd = `it's "$HOME" \`id\` \\`
  const [sample] = sampleClients(values({ nobase: { ...values().nobase, pass: odd } }))
  const shown = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${sample?.script ?? ''}`], {
    encoding: 'utf8',
  })
  expect(shown.split('\0')).toContain(`pass=${odd}`)
})
