import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { curlCommand } from '../../src/main/systems/curl.ts'

test('a shell reads from the command what was put into it', () => {
  const request = {
    method: 'POST' as const,
    url: 'http://127.0.0.1:1/a?b=$(id)&c=`id`',
    headers: { token: '******', 'X-Odd': `it's "quoted" \\ $HOME !!` },
    body: `{"a":"'; rm -rf / #\nnext line","b":"é密"}`,
  }
  const shown = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }; ${curlCommand(request)}`], {
    encoding: 'utf8',
  })
  expect(shown.split('\0')).toEqual([
    ...['--request', 'POST', '--url', request.url],
    ...['--header', 'token: ******', '--header', `X-Odd: ${request.headers['X-Odd']}`],
    ...['--data-raw', request.body, ''],
  ])
})
