import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { importDirectory } from '../kept-rows.ts'
import { startShuidiBackend, wei } from './shuidi-backend.ts'

/** Is the example of the document find_password, as it stands there. */
const example =
  'http://shuidi.dev.pingansec.com/user?action=find_password&sign_md5=d23104836bf271918721ba749b499747&timestrap=12222112&phone=18616503617&code=4119&uid=15629&new_password=654321'

test('the example of the document works with the host replaced, at its time, once it is signed with the key', async () => {
  const backend = await startShuidiBackend()
  importDirectory(backend, { shuidi: { signKey: 'a key of ours' } })
  backend.clock.set(12_222_112_000)
  backend.giveCode()
  const here = example.replace('http://shuidi.dev.pingansec.com', backend.url)
  const ask = async (url: string): Promise<unknown> => (await fetch(url)).json()
  expect(await ask(here)).toEqual({ status: 15007, message: '违法请求!', data: [] })
  expect(await backend.isPassword(wei.password)).toBe(true)

  const sign = createHash('md5')
    .update('find_password18616503617156291222211' + '2a key of ours')
    .digest('hex')
  const signed = here.replace('d23104836bf271918721ba749b499747', sign)
  expect(await ask(signed)).toEqual({
    status: 0,
    message: '您的密码已经更改',
    data: { msg: '您已成功退出登陆' },
  })
  expect(await backend.isPassword('654321')).toBe(true)
  expect(await ask(signed)).toEqual({ status: 15010, message: '验证码错误!', data: [] })
  await backend.stop()
})
