import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Lists the files that take longest, the longest first. */
const longest = [
  'test/systems/fuzzed-requests.test.ts',
  'test/security/killed-writes.test.ts',
  'test/security/power-loss.test.ts',
  'test/systems/hostile-answers.test.ts',
  'test/desk/changes/fault-schedules.test.ts',
  'test/security/restore-in-the-desk.test.ts',
  'test/directory/import-many.test.ts',
  'test/security/canaries.test.ts',
  'test/hosts/electron-host.test.ts',
  'test/desk/backups/restore-in-the-desk.test.ts',
  'test/cli/store-commands.test.ts',
  'test/security/power-loss-of-care.test.ts',
  'test/rpc/refused-writes.test.ts',
  'test/cli/serve.test.ts',
  'test/e2e/every-page.test.ts',
  'test/e2e/main-job.test.ts',
  'test/e2e/keyboard.test.ts',
  'test/e2e/other-eyes.test.ts',
  'test/e2e/directory-pages.test.ts',
  'test/e2e/desk-care.test.ts',
  'test/e2e/roles.test.ts',
  'test/e2e/traffic-pages.test.ts',
  'test/e2e/rotation.test.ts',
  'test/e2e/clipboard.test.ts',
  'test/e2e/newcomers.test.ts',
  'test/e2e/own-server.test.ts',
  'test/e2e/applications.test.ts',
  'test/e2e/ended-desk.test.ts',
  'test/e2e/command-line.test.ts',
]

/**
 * Starts the files that take longest first, so that no core is idle while the last of them still runs. What can share a
 * process comes together: a file of another project, or with another environment, has a new one started.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    return usual.toSorted(
      (one, other) =>
        groupOf(one) - groupOf(other) ||
        this.#rank(one) - this.#rank(other) ||
        one.project.name.localeCompare(other.project.name) ||
        Number(isWithoutDocument(one)) - Number(isWithoutDocument(other)),
    )
  }

  #rank({ moduleId }: TestSpecification): number {
    const place = longest.indexOf(relative(this.ctx.config.root, moduleId))
    return place === -1 ? longest.length : place
  }
}

function groupOf({ project }: TestSpecification): number {
  return project.config.sequence.groupOrder
}

function isWithoutDocument({ moduleId }: TestSpecification): boolean {
  return readFileSync(moduleId, 'utf8').startsWith('// @vitest-environment node')
}
