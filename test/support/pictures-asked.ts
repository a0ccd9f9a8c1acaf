import type { TestProject } from 'vitest/node'

/** Has the walks take pictures where a run is asked for them alone; among all other tests nobody looks at them. */
export function setup(project: TestProject): void {
  if (project.vitest.config.project.includes(project.name)) process.env['LATCHKEY_PICTURES'] = '1'
}
