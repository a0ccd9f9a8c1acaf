import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with `N passed, N failed` alone on a line; what fails outside a test counts as failed too. */
export class ClosingLine implements Reporter {
  readonly #print: (line: string) => void

  constructor(print: (line: string) => void) {
    this.#print = print
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const frames = modules.flatMap((module) => [module, ...module.children.allSuites()])
    const passed = tests.filter((test) => test.result().state === 'passed').length
    const failed = tests.filter((test) => test.result().state === 'failed').length
    const broken = frames.filter((frame) => frame.errors().length > 0).length
    this.#print(`${passed} passed, ${failed + broken + unhandledErrors.length} failed`)
  }
}
