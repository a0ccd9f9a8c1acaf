import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Says how test files ended; a file that could not even be loaded is `broken`, which proves nothing. */
export interface TestsEnd {
  result: 'passed' | 'failed' | 'broken'
  /** Holds the files that did not pass, each with the names of its failed tests. */
  failures: ReadonlyMap<string, readonly string[]>
}

interface Report {
  numFailedTests: number
  success: boolean
  testResults: {
    name: string
    status: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}

/** Holds how long the tests of one mutant may take, in milliseconds; whatever hangs longer has been noticed. */
const patience = 600_000

/** Runs test files of the project `unit` in a tree; with `untilFailure` no further than to the first that fails. */
export async function runTests(
  tree: string,
  tests: readonly string[],
  { untilFailure }: { untilFailure: boolean },
): Promise<TestsEnd> {
  const reportPath = join(tree, 'report.json')
  rmSync(reportPath, { force: true })
  const options = ['run', '--project', 'unit', '--reporter=json', `--outputFile=${reportPath}`]
  if (untilFailure) options.push('--bail', '1')
  const hung = await runVitest(tree, [...options, ...tests])
  if (hung) return { result: 'failed', failures: new Map() }
  if (!existsSync(reportPath)) return { result: 'broken', failures: new Map(tests.map((test) => [test, []])) }
  const report = JSON.parse(readFileSync(reportPath, 'utf8')) as Report
  const failures = new Map(
    report.testResults
      .filter(({ status }) => status !== 'passed')
      .map(({ name, assertionResults }) => [
        relative(tree, name),
        assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
      ]),
  )
  if (report.success) return { result: 'passed', failures }
  return { result: report.numFailedTests > 0 ? 'failed' : 'broken', failures }
}

/** Says whether it had to be ended because it took too long. */
function runVitest(tree: string, args: readonly string[]): Promise<boolean> {
  const vitest = join(tree, 'node_modules', 'vitest', 'vitest.mjs')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vitest, ...args], { cwd: tree, stdio: 'ignore' })
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
    }, patience)
    child.once('error', reject).once('close', () => {
      clearTimeout(timer)
      resolve(isLate)
    })
  })
}
