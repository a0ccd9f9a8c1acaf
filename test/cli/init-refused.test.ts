import { existsSync, lstatSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../support/temp-folder.ts'
import { latchkey } from './latchkey.ts'

it.skipIf(!existsSync('/proc/self'))(
  'a place where no store can be made is named in one line, with exit 2',
  async () => {
    const path = '/proc/nowhere/deeper/desk.latchkey'
    const ended = await latchkey(['init', '--store', path, '--operator', 'ada'], {
      env: { LATCHKEY_PASSWORD: 'quiet harbour, long winter' },
    })
    expect(ended).toEqual({
      code: 2,
      out: [],
      err: [`${path} cannot be written: the system refuses. Name a place that is yours, with --store FILE.`],
    })
  },
)

it('a link to a disk that is not there is no place for a new store, and stays', async () => {
  const folder = tempFolder()
  const path = join(folder, 'desk.latchkey')
  symlinkSync(join(folder, 'not mounted', 'desk.latchkey'), path)
  const ended = await latchkey(['init', '--store', path, '--operator', 'ada'], {
    env: { LATCHKEY_PASSWORD: 'quiet harbour, long winter' },
  })
  expect(ended).toEqual({ code: 2, out: [], err: [`${path} is there already. It has been left as it is.`] })
  expect(lstatSync(path).isSymbolicLink()).toBe(true)
})
