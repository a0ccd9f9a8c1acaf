import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
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
