import { spawnSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { tempFolder } from '../support/temp-folder.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const reporter = join(root, 'test/support/closing-line.ts')
const imports = "import { beforeAll, describe, it } from 'vitest'\n"

const runs = [
  { name: 'all pass', text: "it('a', () => {})\nit('b', () => {})", line: '2 passed, 0 failed', status: 0 },
  {
    name: 'one fails',
    text: "it('a', () => {})\nit('b', () => { throw 1 })",
    line: '1 passed, 1 failed',
    status: 1,
  },
  { name: 'a file does not load', text: 'throw 1', line: '0 passed, 1 failed', status: 1 },
  {
    name: 'what comes before a group of tests fails',
    text: "it('a', () => {})\ndescribe('g', () => { beforeAll(() => { throw 1 }); it('b', () => {}) })",
    line: '1 passed, 1 failed',
    status: 1,
  },
  {
    name: 'an error comes after its test',
    text: "it('a', async () => { Promise.reject(1); await new Promise(setImmediate) })",
    line: '1 passed, 1 failed',
    status: 1,
  },
]

it.each(runs)('a run in which $name ends with "$line"', ({ text, line, status }) => {
  const folder = tempFolder('closing-line')
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'a.test.ts'), imports + text)
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    `import { ClosingLine } from ${JSON.stringify(reporter)}
    const line = new ClosingLine((text) => process.stdout.write(text + '\\n'))
    export default { test: { reporters: ['default', line] } }`,
  )
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const run = spawnSync(process.execPath, [vitest, 'run', '--root', folder], { encoding: 'utf8' })
  expect(run.stdout.trimEnd().split('\n').at(-1)).toBe(line)
  expect(run.status).toBe(status)
})
