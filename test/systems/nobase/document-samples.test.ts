import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { Secret } from '../../../src/shared/model/secret.ts'
import { startBuiltInBackend, type BuiltInBackend } from '../built-in-backend.ts'

const execute = promisify(execFile)

/** Names a sample client of the documents, and the user and the new value that are printed in it. */
type Sample = readonly [
  operation: 'newPass' | 'updateSign',
  proof: 'account' | 'token',
  language: 'js' | 'py',
  account: string,
  pass: string,
  value: string,
]

const samples: Sample[] = [
  ['newPass', 'account', 'js', '13800138000', 'OldPass456', 'NewPass123'],
  ['newPass', 'token', 'js', '13800138000', 'OldPass456', 'NewPass789'],
  ['newPass', 'account', 'py', '13900139000', 'OldPass456', 'NewPass123'],
  ['newPass', 'token', 'py', '13800138000', 'OldPass456', 'NewPass789'],
  ['updateSign', 'token', 'js', '13800138000', 'UserPass123', '新的用户签名信息'],
  ['updateSign', 'account', 'js', '13800138000', 'UserPass123', '个人签名更新'],
  ['updateSign', 'token', 'py', '13800138000', 'UserPass123', '用户签名内容'],
  ['updateSign', 'account', 'py', '13900139000', 'UserPass456', '更新后的签名'],
]

/** Starts a backend whose directory holds what the samples name: their application, signature, users and token. */
async function startSampleBackend([, proof, , account, pass]: Sample): Promise<BuiltInBackend> {
  const backend = await startBuiltInBackend({ sample: false })
  const appid = 'your_app_id'
  const token = {
    kind: 'user',
    account,
    appid,
    token: 'valid_user_token',
    expiresAt: '2030-01-01T00:00:00.000Z',
  }
  const document = {
    latchkeyDirectory: 1,
    applications: [{ appid, signature: 'signature_from_backend', tokenValidation: proof === 'token' }],
    users: [{ appid, uid: 1, account, password: pass }],
    tokens: [token],
  }
  const bytes = Buffer.from(JSON.stringify(document))
  expect(backend.directory.documents.import(bytes, { actor: 'tester' })).toMatchObject({ ok: true })
  return backend
}

async function run([operation, proof, language]: Sample, url: string): Promise<string> {
  const file = `${operation === 'newPass' ? 'new-pass' : 'update-sign'}-by-${proof}.${language}.txt`
  const printed = readFileSync(new URL(`samples/${file}`, import.meta.url), 'utf8')
  const program = printed.replaceAll('https://nobase.cn', url)
  expect(program).not.toBe(printed)
  const env = { ...process.env, NO_PROXY: '*', PYTHONIOENCODING: 'utf-8' }
  const { stdout, stderr } = await (language === 'js'
    ? execute(process.execPath, ['--input-type=module', '--eval', program], { env })
    : execute('python3', ['-c', program], { env }))
  return (stdout + stderr).trim()
}

const hasPython = spawnSync('python3', ['-c', 'import requests']).status === 0

describe('the samples of the documents work with nothing but the host replaced', () => {
  const runnable = samples.filter(([, , language]) => language === 'js' || hasPython)
  test.each(runnable)('%s by %s, %s', async (...sample) => {
    const [operation, proof, language, account, pass, value] = sample
    const backend = await startSampleBackend(sample)
    try {
      const { users } = backend.directory
      const user = () => users.byAccount('your_app_id', account)
      const isNewPass = operation === 'newPass'
      const says = (result: '成功' | '失败', text: string): string =>
        language === 'py' ? `结果:${text}` : `${isNewPass ? '密码修改' : '签名更新'}${result}: ${text}`

      expect(await run(sample, backend.url)).toBe(says('成功', '更新成功'))
      expect(await users.verifyPassword(user(), new Secret(isNewPass ? value : pass))).toBe(true)
      expect(user()?.signText).toBe(isNewPass ? '' : value)

      const oncePassed = proof === 'token' ? 'token无效或已过期!' : '用户账号密码错误!'
      const again = isNewPass ? says('失败', oncePassed) : says('成功', '更新成功')
      expect(await run(sample, backend.url)).toBe(again)
    } finally {
      await backend.stop()
    }
  })
})
