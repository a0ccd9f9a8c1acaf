import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { accessMutants } from './mutants/access.ts'
import { auditMutants } from './mutants/audit.ts'
import { careMutants } from './mutants/care.ts'
import { changeMutants } from './mutants/changes.ts'
import { keyMutants } from './mutants/keys.ts'
import type { Mutant } from './mutants/mutant.ts'
import { putBackMutants } from './mutants/put-back.ts'
import { runTests } from './mutants/run-tests.ts'
import { storeMutants } from './mutants/store.ts'
import { systemMutants } from './mutants/systems.ts'

type Verdict = 'killed' | 'SURVIVED' | 'DOES NOT RUN' | 'NOT FOUND' | 'TESTS FAIL'

const root = fileURLToPath(new URL('..', import.meta.url))
const wanted = process.argv.slice(2)
const all = [
  ...keyMutants,
  ...putBackMutants,
  ...careMutants,
  ...auditMutants,
  ...changeMutants,
  ...accessMutants,
  ...storeMutants,
  ...systemMutants,
]
const chosen = all.filter(
  ({ breaks, file }) => wanted.length === 0 || wanted.some((text) => `${file} ${breaks}`.includes(text)),
)

/** Copies what tests need of the tree, so that the tree itself is never broken; packages are linked. */
function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'latchkey-mutants-'))
  // Some tests run the copy as a user who may write nowhere.
  chmodSync(copy, 0o755)
  const parts = ['src', 'test', 'scripts', 'docs', 'package.json', 'tsconfig.json']
  for (const part of [...parts, 'vitest.config.ts', 'electron.vite.config.ts', '.dependency-cruiser.cjs']) {
    cpSync(join(root, part), join(copy, part), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  return copy
}

/** Breaks one mechanism in the copy, runs its tests until one fails, and mends it again. */
async function judge(copy: string, { file, find, replace, tests }: Mutant): Promise<Verdict> {
  const path = join(copy, file)
  const sound = readFileSync(path, 'utf8')
  if (sound.split(find).length !== 2) return 'NOT FOUND'
  writeFileSync(
    path,
    sound.replace(find, () => replace),
  )
  try {
    const once = () => runTests(copy, tests, { untilFailure: true })
    const first = await once()
    // A busy machine may keep a hook from ending: what did not load once is loaded once more.
    const { result } = first.result === 'broken' ? await once() : first
    if (result === 'passed') return 'SURVIVED'
    return result === 'failed' ? 'killed' : 'DOES NOT RUN'
  } finally {
    writeFileSync(path, sound)
  }
}

/** Runs the tests as they stand, and says which of their files do not pass: those show nothing of a mutant. */
async function findFailing(copy: string): Promise<ReadonlySet<string>> {
  const tests = [...new Set(chosen.flatMap((mutant) => mutant.tests))]
  console.log(`${chosen.length} mutants; first their ${tests.length} test files as they stand`)
  const { failures } = await runTests(copy, tests, { untilFailure: false })
  for (const [file, names] of failures) console.log(`FAILS        ${file}: ${names.join('; ')}`)
  return new Set(failures.keys())
}

const copy = copyTree()
try {
  const failing = await findFailing(copy)
  let killed = 0
  for (const mutant of chosen) {
    const started = performance.now()
    const verdict = mutant.tests.some((test) => failing.has(test)) ? 'TESTS FAIL' : await judge(copy, mutant)
    if (verdict === 'killed') killed++
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${verdict.padEnd(12)} ${seconds.padStart(5)} s  ${mutant.breaks}  (${mutant.file})`)
  }
  console.log(`${killed} of ${chosen.length} killed`)
  if (killed < chosen.length) process.exitCode = 1
} finally {
  rmSync(copy, { recursive: true, force: true })
}
