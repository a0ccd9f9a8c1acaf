import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Runs the tests that have a long form: many more kills, power losses and schedules than in `npm test`. Takes parts of
// their names, and runs all without.
const root = fileURLToPath(new URL('..', import.meta.url))
const asked = process.argv.slice(2)
const long = globSync('test/**/*.test.ts', { cwd: root })
  .filter((file) =>
    /LATCHKEY_SOAK|walkedLanguages/.test(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')),
  )
  .filter((file) => asked.length === 0 || asked.some((part) => file.includes(part)))
if (long.length === 0) throw new Error(`no test with a long form is called ${asked.join(' or ')}`)
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))
const running = spawn(process.execPath, [vitest, 'run', ...long], {
  cwd: root,
  env: { ...process.env, LATCHKEY_SOAK: '1' },
  stdio: 'inherit',
})
running.on('close', (code) => {
  process.exitCode = code ?? 1
})
