import { expect, it } from 'vitest'
import { verifyCommand } from '../../src/renderer/features/audit/verify-command.ts'

const key = 'key.pem'

it.each([
  ['', 'copy.latchkey', 'copy.latchkey', 'key.pem'],
  ['  /media/stick/ ', 'copy.latchkey', '/media/stick/copy.latchkey', '/media/stick/key.pem'],
  ['~/Downloads', '审计副本.latchkey', '~/Downloads/审计副本.latchkey', '~/Downloads/key.pem'],
  ['~/my files', 'copy.latchkey', '~/"my files/copy.latchkey"', '~/"my files/key.pem"'],
  ['"/my files"', 'copy.latchkey', '"/my files/copy.latchkey"', '"/my files/key.pem"'],
  ['/a$b', 'copy.latchkey', "'/a$b/copy.latchkey'", "'/a$b/key.pem'"],
  ['D:\\Audits', 'copy.latchkey', '"D:\\Audits\\copy.latchkey"', '"D:\\Audits\\key.pem"'],
  ['D:', 'copy.latchkey', '"D:\\copy.latchkey"', '"D:\\key.pem"'],
])('names both files in the folder %s, so that a shell takes each for one', (folder, copy, store, pem) => {
  expect(verifyCommand({ folder, copy, key })).toBe(
    `npm run -s latchkey -- audit verify --store ${store} --public-key ${pem}`,
  )
})
