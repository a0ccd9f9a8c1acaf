import { spawnSync } from 'node:child_process'
import { getPriority } from 'node:os'
import { describe, expect, it } from 'vitest'
import { workerSources } from '../support/source-resources.ts'

const workers = { ...workerSources }
const nobody = 65_534
const isRoot = process.getuid?.() === 0

/** Loads a worker in a process of its own, of somebody who is not root; gives what it says of its nice value. */
function loadWorker(worker: URL, raisedBy: number): { status: number | null; out: string } {
  const says = `import(${JSON.stringify(worker.href)}).then(() => console.log(os.getPriority()))`
  const { status, stdout, stderr } = spawnSync(
    'nice',
    ['-n', String(raisedBy), process.execPath, '-e', says],
    { encoding: 'utf8', env: { TMPDIR: '/tmp' }, ...(isRoot && { uid: nobody, gid: nobody }) },
  )
  return { status, out: `${stdout}${stderr}`.trim() }
}

// Only root may lower a nice value: whoever else tries is refused, and a worker that fails takes its program with it.
describe.skipIf(process.platform !== 'linux')('the workers of a program', () => {
  it.each(Object.entries(workers))(
    'load where it was started with the highest nice value: %s',
    (_name, worker) => {
      expect(loadWorker(worker, 19)).toEqual({ status: 0, out: '19' })
    },
  )

  it.each([
    ['hashingWorker', 10],
    ['strengthWorker', 10],
    ['auditWorker', 5],
  ] as const)('go behind the rest of it where they take long: %s', (name, niceValue) => {
    expect(loadWorker(workers[name], 0)).toEqual({
      status: 0,
      out: String(Math.max(niceValue, getPriority())),
    })
  })
})
