import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { allMutants } from './mutants/all.ts'
import type { Mutant } from './mutants/mutant.ts'
import { runTests } from './mutants/run-tests.ts'

type Verdict = 'killed' | 'SURVIVED' | 'ONLY LATE' | 'DOES NOT RUN' | 'NOT FOUND' | 'TESTS FAIL'

/** Says what became of a mutant, and by file the test that noticed it. */
interface Judgement {
  verdict: Verdict
  noticed: readonly string[]
}

const root = fileURLToPath(new URL('..', import.meta.url))
const wanted = process.argv.slice(2)
const chosen = allMutants.filter(
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

/** Breaks one mechanism in the copy, runs its test files one by one, each of which must notice, and mends it again. */
async function judge(copy: string, { file, find, replace, tests }: Mutant): Promise<Judgement> {
  const path = join(copy, file)
  const sound = readFileSync(path, 'utf8')
  if (sound.split(find).length !== 2) return { verdict: 'NOT FOUND', noticed: [] }
  writeFileSync(
    path,
    sound.replace(find, () => replace),
  )
  const noticed: string[] = []
  try {
    for (const test of tests) {
      const { verdict, by } = await judgeBy(copy, test)
      noticed.push(`${test}: ${by ?? verdict}`)
      if (verdict !== 'killed') return { verdict, noticed }
    }
    return { verdict: 'killed', noticed }
  } finally {
    writeFileSync(path, sound)
  }
}

/** Says what one test file makes of the broken copy; `by` names the test that failed, and why it did. */
async function judgeBy(copy: string, test: string): Promise<{ verdict: Verdict; by?: string }> {
  const once = () => runTests(copy, [test], { untilFailure: true })
  const first = await once()
  // A busy machine keeps a hook from ending, and a test: what proves nothing is run once more.
  const isProof = first.result === 'passed' || first.result === 'failed'
  const { result, failures } = isProof ? first : await once()
  if (result === 'passed') return { verdict: 'SURVIVED' }
  if (result === 'broken') return { verdict: 'DOES NOT RUN' }
  const failed = [...failures.values()].flat()[0]
  const by = failed && `${failed.test} | ${failed.why}`
  return { verdict: result === 'late' ? 'ONLY LATE' : 'killed', ...(by !== undefined && { by }) }
}

/** Runs the tests as they stand, and says which of their files do not pass: those show nothing of a mutant. */
async function findFailing(copy: string): Promise<ReadonlySet<string>> {
  const tests = [...new Set(chosen.flatMap((mutant) => mutant.tests))]
  console.log(`${chosen.length} mutants; first their ${tests.length} test files as they stand`)
  const { failures } = await runTests(copy, tests, { untilFailure: false })
  for (const [file, failed] of failures) {
    console.log(`FAILS        ${file}: ${failed.map(({ test, why }) => `${test} | ${why}`).join('; ')}`)
  }
  return new Set(failures.keys())
}

const copy = copyTree()
try {
  const failing = await findFailing(copy)
  let killed = 0
  for (const mutant of chosen) {
    const started = performance.now()
    const { verdict, noticed } = mutant.tests.some((test) => failing.has(test))
      ? { verdict: 'TESTS FAIL', noticed: [] }
      : await judge(copy, mutant)
    if (verdict === 'killed') killed++
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${verdict.padEnd(12)} ${seconds.padStart(5)} s  ${mutant.breaks}  (${mutant.file})`)
    for (const line of noticed) console.log(`                      ${line}`)
  }
  console.log(`${killed} of ${chosen.length} killed`)
  if (killed < chosen.length) process.exitCode = 1
} finally {
  rmSync(copy, { recursive: true, force: true })
}
