import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { askAtTerminal, readToEnd } from '../../src/main/cli/terminal.ts'

/** Stands for a terminal: what is typed at it, and all that it shows. */
function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true })
  const output = new PassThrough()
  return { input, output, ask: askAtTerminal(input, output), shown: () => text(output.end()) }
}

test('a password is asked for by name and never shown', async () => {
  const { input, ask, shown } = terminal()
  const answer = ask('Password', { hidden: true })
  input.write('quiet harbour\r')
  expect(await answer).toBe('quiet harbour')
  expect(await shown()).toBe('Password: \n')
})

test('a name is shown while it is typed, and can be corrected', async () => {
  const { input, ask, shown } = terminal()
  const answer = ask('Operator', { hidden: false })
  input.write('adx\u007Fa\r')
  expect(await answer).toBe('ada')
  expect(await shown()).toContain('ad')
})

test.each([
  ['Ctrl+C', '\u0003'],
  ['Ctrl+D', '\u0004'],
])('%s ends the question, and with it the command', async (_, key) => {
  const { input, ask } = terminal()
  const answer = ask('Password', { hidden: true })
  input.write(key)
  await expect(answer).rejects.toMatchObject({ exitCode: 2, message: 'Password was not typed.' })
})

test('without a terminal nothing is waited for', async () => {
  const ask = askAtTerminal(new PassThrough(), new PassThrough())
  await expect(ask('Password', { hidden: true })).rejects.toMatchObject({ exitCode: 2 })
})

test('standard input is read as UTF-8 to its end, wherever its pieces break', async () => {
  const input = new PassThrough()
  const bytes = Buffer.from('{"newsign":"个人签名"}')
  for (const byte of bytes) input.write(Buffer.from([byte]))
  input.end()
  expect(await readToEnd(input)).toBe(bytes.toString())
})
