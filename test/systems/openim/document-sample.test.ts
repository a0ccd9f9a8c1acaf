import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { Secret } from '../../../src/shared/model/secret.ts'
import { startBuiltInBackend } from '../built-in-backend.ts'

/** Is the fetch sample of the document 修改管理员密码, section 7, as it stands there. */
const sample = `fetch("http://localhost:10009/account/change_password", {
  method: "POST",
  headers: {
    operationID: "550e8400-e29b-41d4-a716-446655440104",
    token: "eyJhbGciOi...",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    userID: "1000000001",
    currentPassword: "OpenIM@123",
    newPassword: "OpenIM@456",
  }),
})
  .then((res) => res.json())
  .then((data) => console.log(data));`

async function run(program: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program])
  return stdout.replace(/\s+/g, ' ').trim()
}

test('the sample of the document works with nothing but the host and the token replaced', async () => {
  const backend = await startBuiltInBackend()
  try {
    const here = sample.replace('http://localhost:10009', backend.url)
    expect(await run(here)).toBe("{ errCode: 1503, errMsg: 'TokenMalformedError', errDlt: '' }")
    const signedIn = here.replace('eyJhbGciOi...', backend.tokenOf('1000000002').reveal())
    expect(await run(signedIn)).toBe("{ errCode: 0, errMsg: '', errDlt: '', data: {} }")
    expect(await run(signedIn)).toBe(
      "{ errCode: 500, errMsg: 'ServerInternalError', errDlt: 'password error' }",
    )
    const { admins } = backend.directory
    expect(await admins.verifyPassword(admins.byAccount('chatAdmin'), new Secret('OpenIM@456'))).toBe(true)
  } finally {
    await backend.stop()
  }
})
