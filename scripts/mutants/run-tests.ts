import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'

/**
 * Says how test files ended. One that could not even be loaded is `broken`, and one where nothing failed but by its time
 * is `late`: neither proves anything.
 */
export interface TestsEnd {
  result: 'passed' | 'failed' | 'late' | 'broken'
  /** Holds the files that did not pass, each with its failed tests. */
  failures: ReadonlyMap<string, readonly Failure[]>
}

/** Names a test that failed, and the first line of why. */
export interface Failure {
  test: string
  why: string
}

interface Report {
  numFailedTests: number
  success: boolean
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] | null }[]
  }[]
}

/** Holds how long the tests of one mutant may take, in milliseconds. */
const patience = 600_000

const isOfTime = ({ why }: Failure): boolean => /^\w*Error: (Test|Hook) timed out in \d+ms/.test(why)

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
  if (hung || !existsSync(reportPath)) {
    return { result: hung ? 'late' : 'broken', failures: new Map(tests.map((test) => [test, []])) }
  }
  const report = JSON.parse(readFileSync(reportPath, 'utf8')) as Report
  const failures = failuresIn(report, tree)
  if (report.success) return { result: 'passed', failures }
  if (report.numFailedTests === 0) return { result: 'broken', failures }
  return { result: [...failures.values()].flat().every(isOfTime) ? 'late' : 'failed', failures }
}

function failuresIn({ testResults }: Report, tree: string): Map<string, Failure[]> {
  const unsound = testResults.filter(({ status }) => status !== 'passed')
  return new Map(
    unsound.map(({ name, assertionResults }) => [
      relative(tree, name),
      assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => ({
          test: fullName,
          why: failureMessages?.[0]?.split('\n')[0] ?? '',
        })),
    ]),
  )
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
